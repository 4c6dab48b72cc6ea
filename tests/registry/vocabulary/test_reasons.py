"""Every code that the matcher may answer has words, and these reveal nothing reserved."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import matching.rules
from matching import RULES, presets
from matching.explanation import answers, causes
from matching.scoring import criteria
from registry.vocabulary import reasons
from registry.vocabulary.rounds import Criterion, WeightsPreset

SOURCES = Path(matching.rules.__file__).parent
#: The rules of work in prisons have words of their own: `work_reasons`.
WORDED_APART = "productive_work.py"
RESTING_ON_RESERVED_DATA = ("reserved", "education", "abilities")


def change_codes() -> set[str]:
    """Codes of changes in the rules' source: named in `Change(…)`, or in the table that a loop runs through."""
    paths = (path for path in SOURCES.glob("*.py") if path.name != WORDED_APART)
    return {code for path in paths for code in codes_of_changes(ast.parse(path.read_text(encoding="utf-8")))}


def codes_of_changes(tree: ast.Module) -> Iterator[str]:
    """Codes of changes that a rule file names."""
    for node in ast.walk(tree):
        first = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Change" and node.args:
            first = node.args[0]
        if isinstance(node, ast.Tuple) and len(node.elts) == 3:
            first = node.elts[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def solve_stages() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in SOURCES.parent.rglob("*.py")]
    calls = (node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    reports = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "report")
    return {argument.value for call in reports for argument in call.args[:1] if isinstance(argument, ast.Constant)}


def test_every_rule_has_words_for_a_refusal_and_for_a_cause():
    codes = {rule.code for rule in RULES}

    assert codes == set(reasons.REFUSALS)
    assert codes <= set(reasons.CAUSES)


def test_every_cause_has_words():
    codes = {causes.NO_OPENINGS, causes.OUTBID, causes.OTHER_SENTENCE, causes.NOT_FINISHED}

    assert codes | {rule.code for rule in RULES} == set(reasons.CAUSES)


def test_every_change_has_words():
    assert change_codes() == set(reasons.CHANGES)


def test_every_status_of_another_place_has_words():
    codes = {answers.FREE, answers.WOULD_DISPLACE, answers.TAKEN, answers.OTHER_SENTENCE}

    assert codes == set(reasons.STATUSES)


def test_every_stage_of_a_calculation_has_words():
    assert solve_stages() == set(reasons.STAGES)


def test_criteria_and_presets_are_those_of_the_matcher():
    assert Criterion.values() == list(criteria())
    assert WeightsPreset.values() == list(presets())


@pytest.mark.parametrize("rule", RESTING_ON_RESERVED_DATA)
def test_reasons_that_rest_on_reserved_data_are_told_alike(rule: str):
    assert reasons.refusal_text(rule, "heavy_lifting", "art. 170") == "Condición reservada del expediente."
    assert reasons.cause_of(rule) is reasons.RESERVED_CAUSE


def test_a_schedule_is_told_in_hours():
    text = reasons.refusal_text("schedule", 330, 600)

    assert text == "Pide 10 horas a la semana; su horario libre coincide en 5.5 (art. 34 CP)."


def test_a_distance_is_told_with_one_decimal():
    assert reasons.refusal_text("reach", 31.27, 30.0).startswith("Está a 31.3 km; el límite de viaje es 30 km")


@pytest.mark.parametrize(
    ("code", "amount", "told"),
    [
        ("extend_reach_km", 9.42, "en 9.5 km"),
        ("extend_reach_km", 8.7, "en 8.7 km"),
        ("open_more_minutes", 301, "5.1 h"),
    ],
)
def test_the_smallest_change_is_never_told_as_less_than_it_is(code: str, amount: float, told: str):
    assert told in reasons.change_text(code, amount)


def test_the_half_days_of_a_change_end_its_sentence():
    text = reasons.change_text("authorise_weekdays", 2, (0, 3))

    assert text == "Entraría con autorización el lunes por la mañana y el martes por la tarde (art. 34 CP)."


def test_an_unknown_code_is_never_shown():
    assert "new_rule" not in reasons.refusal_text("new_rule") + reasons.change_text("new_rule", 1)
