"""Every code that the matcher may answer about work in prisons has words, and these reveal nothing reserved."""

import ast
from pathlib import Path

import pytest

from matching.explanation import answers
from matching.productive_work import CREW_SHORT, NOT_FINISHED, OUTBID, WORK_RULES, work_criteria, work_presets
from matching.rules import productive_work
from registry.vocabulary import work_reasons
from registry.vocabulary.work_rounds import WorkCriterion, WorkPreset
from tests.registry.vocabulary.test_reasons import codes_of_changes


def test_every_rule_has_words():
    codes = {rule.code for rule in WORK_RULES}

    assert codes | {"reserved"} == set(work_reasons.RULES)


def test_every_outcome_of_the_search_has_words():
    assert set(work_reasons.OUTCOMES) == {OUTBID, CREW_SHORT, NOT_FINISHED}


def test_every_change_has_words():
    source = ast.parse(Path(productive_work.__file__).read_text(encoding="utf-8"))

    assert set(codes_of_changes(source)) == set(work_reasons.CHANGES)


def test_every_status_of_another_post_has_words():
    assert set(work_reasons.STATUSES) == {answers.FREE, answers.WOULD_DISPLACE, answers.TAKEN, CREW_SHORT}


def test_criteria_and_presets_are_those_of_the_matcher():
    assert WorkCriterion.values() == list(work_criteria())
    assert WorkPreset.values() == list(work_presets())


@pytest.mark.parametrize("rule", ["legal_exclusion", "account", "health"])
def test_what_rests_on_offence_or_health_is_told_alike(rule: str):
    assert work_reasons.work_refusal_text(rule, "heavy_lifting") == "Condición reservada de la ficha."
    assert work_reasons.work_cause_of(rule) is work_reasons.RESERVED_CAUSE
    assert work_reasons.shown_rule(rule) == "reserved"


def test_whose_evaluation_lacks_is_named():
    assert "Psicología, Trabajo social" in work_reasons.work_refusal_text("evaluations", "psychology social", 4)


def test_a_term_is_told_in_days():
    told = work_reasons.work_refusal_text("release", 90, 180)

    assert told == "El contrato dura 180 días y podría salir en 90 (art. 35 RPROD)."


def test_the_half_days_of_a_change_are_named():
    told = work_reasons.work_change_text("free_shifts", 2, (3, 0))

    assert told == "Bastaría que tuviera libre el lunes por la mañana, el martes por la tarde."


def test_an_unknown_code_is_never_shown():
    told = work_reasons.work_refusal_text("new_rule") + work_reasons.work_change_text("new_rule", 1)

    assert "new_rule" not in told + work_reasons.work_cause_of("new_rule").title
