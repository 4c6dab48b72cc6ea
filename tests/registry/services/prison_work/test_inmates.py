"""Files of inmates: opened once, corrected, and closed to other prisons."""

from datetime import date, timedelta
from typing import Any

import pytest

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion
from registry.services.prison_work.inmate_details import Experience
from registry.services.prison_work.inmate_files import open_inmate
from registry.services.prison_work.inmates import change_inmate, change_reserved, get_inmate
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import LegalSituation, Regime, Stage
from tests.factories.inmates import (
    TODAY,
    inmate_details,
    make_inmate,
    make_keeper,
    make_pavilion_of,
    reserved_details,
)
from tests.factories.religious import JULIACA, PUNO

pytestmark = pytest.mark.usefixtures("app")

PURPOSE = "Clasificar el puesto"


def refused(**overrides: Any) -> dict[str, str]:
    with pytest.raises(InvalidFields) as refusal:
        make_inmate(officer=make_keeper(), **overrides)
    return {field: code for field, (code, _) in refusal.value.problems.items()}


def test_a_file_begins_with_the_stage_of_the_first_day():
    keeper = make_keeper()

    inmate = get_inmate(make_inmate(officer=keeper, stage=Stage.SPECIAL_B).id, officer=keeper)

    assert (inmate.regime, inmate.stage) == (Regime.SPECIAL, Stage.SPECIAL_B)
    assert [(one.valid_from, one.stage) for one in inmate.stages] == [(date(2025, 6, 1), Stage.SPECIAL_B)]


def test_a_known_document_opens_the_file_that_exists():
    keeper = make_keeper()
    first = make_inmate(officer=keeper, document_number="40112233")

    again = make_inmate(officer=keeper, document_number="40112233", given_names="Otra")

    assert (again.id, again.given_names) == (first.id, "Rosa")


def test_another_prison_s_file_is_not_opened_twice():
    make_inmate(officer=make_keeper(PUNO), prison=PUNO, document_number="40112233")

    assert refused(document_number="40112233") == {"document_number": "inmate_elsewhere"}


def test_another_prison_s_inmate_is_not_found():
    inmate = make_inmate(officer=make_keeper())

    with pytest.raises(NotFound):
        get_inmate(inmate.id, officer=make_keeper(PUNO))


def test_nobody_opens_files_of_a_prison_that_is_not_theirs():
    with pytest.raises(NotFound):
        make_inmate(officer=make_keeper(PUNO), prison=JULIACA)


def test_an_evaluator_keeps_no_files():
    with pytest.raises(NotAllowed):
        make_inmate(officer=make_keeper(role=Role.EVALUATOR_HEALTH))


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"document_number": "123"}, {"document_number": "dni_shape"}),
        ({"birth_date": TODAY + timedelta(days=1)}, {"birth_date": "birth_in_future"}),
        ({"birth_date": date(2010, 1, 1)}, {"birth_date": "age_out_of_range"}),
        ({"held_since": TODAY + timedelta(days=1)}, {"held_since": "day_ahead"}),
        ({"sentence_ends_on": date(2025, 5, 31)}, {"sentence_ends_on": "before_held_since"}),
        ({"situation": LegalSituation.DEFENDANT}, {"sentence_ends_on": "defendant_has_no_sentence"}),
        ({"release_from": date(2030, 6, 2)}, {"release_from": "release_after_sentence"}),
        ({"release_from": date(2025, 1, 2)}, {"release_from": "before_held_since"}),
        ({"free_shifts": (14,)}, {"free_shifts": "shift_unknown"}),
        ({"experience": (Experience(Skill.SEWING, 0),)}, {"experience": "experience_odd"}),
        ({"experience": (Experience(Skill.SEWING, 2),) * 2}, {"experience": "experience_odd"}),
        ({"inscribed_on": date(2026, 1, 1)}, {"inscription_folio": "inscription_incomplete"}),
        ({"inscription_folio": "12"}, {"inscription_folio": "inscription_incomplete"}),
        ({"inscribed_on": date(2027, 1, 1), "inscription_folio": "12"}, {"inscribed_on": "day_ahead"}),
        ({"inscribed_on": date(2024, 1, 1), "inscription_folio": "12"}, {"inscribed_on": "before_held_since"}),
        ({"pavilion_id": 99}, {"pavilion_id": "pavilion_unknown"}),
    ],
)
def test_what_breaks_a_rule_is_refused_by_field(told, problem):
    assert refused(**told) == problem


def test_a_pavilion_of_another_prison_is_refused():
    pavilion = make_pavilion_of(PUNO)

    assert refused(pavilion_id=pavilion.id) == {"pavilion_id": "pavilion_unknown"}


def test_a_file_is_corrected_and_keeps_its_reserved_facts():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper, reserved=reserved_details("189"))
    details = inmate_details(inscribed_on=date(2025, 7, 1), inscription_folio="Folio 12", free_shifts=(0, 1))

    changed = change_inmate(inmate.id, details, version=inmate.version, officer=keeper, on=TODAY)

    assert (changed.inscription_folio, changed.free_shift_numbers) == ("Folio 12", [0, 1])
    assert open_inmate(inmate.id, officer=keeper, purpose=PURPOSE).offences == ["189"]


def test_a_stale_correction_is_refused():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)
    change_inmate(inmate.id, inmate_details(given_names="Ana"), version=1, officer=keeper, on=TODAY)

    with pytest.raises(StaleVersion):
        change_inmate(inmate.id, inmate_details(), version=1, officer=keeper, on=TODAY)


def test_the_document_of_somebody_else_is_refused():
    keeper = make_keeper()
    make_inmate(officer=keeper, document_number="40112233")
    other = make_inmate(officer=keeper)

    with pytest.raises(InvalidFields, match="document_number"):
        change_inmate(other.id, inmate_details(document_number="40112233"), version=1, officer=keeper, on=TODAY)


@pytest.mark.parametrize(
    ("reserved", "is_open"),
    [
        (None, False),
        (reserved_details("186"), True),
        (reserved_details("297"), False),
        (reserved_details("DLEG 1106"), False),
        (reserved_details(is_recidivist=True), False),
        (reserved_details(is_interdict=True), False),
        (reserved_details(is_organised_crime=True), False),
    ],
)
def test_the_account_is_open_only_to_whom_no_ground_closes_it(reserved, is_open):
    assert make_inmate(officer=make_keeper(), reserved=reserved).may_hold_account is is_open


def test_who_was_in_prison_before_holds_no_account():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper, reserved=reserved_details())

    changed = change_inmate(inmate.id, inmate_details(is_first_timer=False), version=1, officer=keeper, on=TODAY)

    assert not changed.may_hold_account


def test_the_account_is_weighed_anew_with_the_offence():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper, reserved=reserved_details("297"))

    changed = change_reserved(inmate.id, reserved_details(" 186 ", "186"), version=1, officer=keeper)

    assert changed.may_hold_account
    assert open_inmate(inmate.id, officer=keeper, purpose=PURPOSE).offences == ["186"]


def test_an_offence_that_no_table_knows_is_refused():
    assert refused(reserved=reserved_details("robo")) == {"offences": "inmate_offence_unknown"}


def test_reserved_facts_stay_shut_without_a_purpose():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper, reserved=reserved_details())

    opened = open_inmate(inmate.id, officer=keeper)

    assert not any(opened.is_loaded(column) for column in ("offences", "legal_marks", "unable", "exclusions"))


def test_a_purpose_that_says_nothing_opens_nothing():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)

    with pytest.raises(InvalidFields):
        open_inmate(inmate.id, officer=keeper, purpose="x")


@pytest.mark.parametrize(
    ("role", "columns"),
    [
        (Role.EVALUATOR_HEALTH, {"unable"}),
        (Role.EVALUATOR_SOCIAL, {"offences"}),
        (Role.EVALUATOR_PSYCHOLOGY, {"offences"}),
    ],
)
def test_an_evaluator_opens_what_the_profession_weighs(role, columns):
    inmate = make_inmate(officer=make_keeper(), reserved=reserved_details(unable=(WorkDemand.HEAVY_LIFTING,)))

    opened = open_inmate(inmate.id, officer=make_keeper(role=role), purpose=PURPOSE)

    assert {name for name in ("offences", "legal_marks", "unable", "exclusions") if opened.is_loaded(name)} == columns


def test_the_evaluator_of_work_opens_no_reserved_fact():
    inmate = make_inmate(officer=make_keeper())

    with pytest.raises(NotAllowed):
        open_inmate(inmate.id, officer=make_keeper(role=Role.EVALUATOR_WORK), purpose=PURPOSE)
