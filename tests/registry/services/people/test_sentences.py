from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion
from registry.services.people.sentences import (
    change_sentence,
    get_sentence,
    register_sentence,
)
from registry.services.placements.placements import Start, begin, undo
from registry.vocabulary.people import PenaltyOrigin
from registry.vocabulary.placements import PlacementChange
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import TODAY, make_person, make_sentence, sentence_details
from tests.factories.placements import change, make_placement, make_serving

pytestmark = pytest.mark.usefixtures("app")

APRIL = date(2026, 4, 8)
SATURDAY = ((Shift.SATURDAY_AM, 8 * 60, 13 * 60), (Shift.SATURDAY_PM, 14 * 60, 19 * 60))


def refusal_of(officer: Any = None, birth_date: date = date(1991, 3, 14), **overrides: Any) -> dict[str, str]:
    """The codes with which a sentence of these details is refused, by field."""
    officer = officer or make_officer()
    person = make_person(officer=officer, birth_date=birth_date)
    with pytest.raises(InvalidFields) as refused:
        register_sentence(person.id, sentence_details(**overrides), officer=officer, on=TODAY)
    return {field: code for field, (code, _facts) in refused.value.problems.items()}


def place(sentence: Any, officer: Any) -> None:
    vacancy = make_vacancy(officer=officer)
    begin(Start(sentence.id, vacancy.id, SATURDAY, TODAY), officer=officer)


def test_a_sentence_is_kept_under_its_canonical_case_number():
    officer = make_officer()

    sentence = make_sentence(officer=officer, case_number="516-2026-0-2111-jr-pe-3")

    assert sentence.case_number == "00516-2026-0-2111-JR-PE-03"
    assert sentence.office_id == officer.office_id


@pytest.mark.parametrize(
    ("overrides", "field", "code"),
    [
        ({"case_number": "516-2026"}, "case_number", "case_number_malformed"),
        ({"judgment_date": date(2026, 3, 3)}, "judgment_date", "judgment_in_future"),
        ({"received_on": date(2026, 3, 3)}, "received_on", "received_in_future"),
        ({"received_on": date(2026, 1, 4)}, "received_on", "received_before_judgment"),
        ({"prescribes_on": date(2026, 1, 5)}, "prescribes_on", "prescribes_before_judgment"),
        ({"offence": "robo"}, "offence", "offence_unknown"),
        ({"offence": "195"}, "offence", "offence_not_autonomous"),
        ({"jornadas": 51}, "jornadas", "jornadas_out_of_range"),
        ({"jornadas": 157, "range_exception": "Así lo fijó el juez"}, "jornadas", "jornadas_outside_law"),
        ({"court_unit_id": 404}, "court_unit_id", "court_unit_unknown"),
        ({"exclusion_zones": ((-70.1, -15.5, 0.5),)}, "exclusion_zones", "zone_out_of_bounds"),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(overrides, field, code):
    assert refusal_of(**overrides)[field] == code


def test_a_person_under_age_at_the_judgment_is_refused():
    assert refusal_of(birth_date=date(2008, 2, 1)) == {"judgment_date": "underage_at_judgment"}


def test_the_refusal_of_jornadas_tells_the_range_and_its_article():
    officer = make_officer()
    person = make_person(officer=officer)

    with pytest.raises(InvalidFields) as refused:
        register_sentence(person.id, sentence_details(jornadas=105), officer=officer, on=TODAY)

    assert refused.value.problems["jornadas"][1] == {"minimum": 52, "maximum": 104, "article": "274"}


def test_a_converted_penalty_may_stem_from_any_article_and_has_no_range_of_its_own():
    details: dict[str, Any] = {"origin": PenaltyOrigin.CONVERTED, "offence": "art. 195", "jornadas": 208}

    sentence = make_sentence(officer=make_officer(), **details)

    assert (sentence.offence, sentence.jornadas) == ("195", 208)


def test_a_chief_accepts_jornadas_outside_the_range_by_name():
    chief = make_chief()

    sentence = make_sentence(officer=chief, jornadas=40, range_exception="Terminación anticipada")

    assert sentence.range_exception == "Terminación anticipada"
    assert sentence.range_exception_officer_id == chief.id


def test_a_case_officer_accepts_no_jornadas_outside_the_range():
    officer = make_officer()
    person = make_person(officer=officer)
    details = sentence_details(jornadas=40, range_exception="Terminación anticipada")

    with pytest.raises(NotAllowed):
        register_sentence(person.id, details, officer=officer, on=TODAY)


def test_an_exception_inside_the_range_is_not_kept():
    sentence = make_sentence(officer=make_officer(), range_exception="Por si acaso")

    assert sentence.range_exception is None


def test_an_accepted_exception_survives_another_officers_change():
    chief = make_chief()
    officer = make_officer(office_id=chief.office_id)
    sentence = make_sentence(officer=chief, jornadas=40, range_exception="Terminación anticipada")
    details = sentence_details(
        case_number=sentence.case_number, jornadas=40, range_exception="Terminación anticipada", court="Otro juzgado"
    )

    changed = change_sentence(sentence.id, details, version=sentence.version, officer=officer, on=TODAY)

    assert (changed.court, changed.range_exception_officer_id) == ("Otro juzgado", chief.id)


def test_one_case_is_registered_once_a_person():
    officer = make_officer()
    known = make_sentence(officer=officer)
    again = sentence_details(case_number=known.case_number)

    with pytest.raises(InvalidFields) as refused:
        register_sentence(known.person_id, again, officer=officer, on=TODAY)

    assert refused.value.problems["case_number"][0] == "case_already_registered"


def test_the_offence_decides_the_bar_from_students_and_an_officer_may_add_it():
    officer = make_officer()

    barred = make_sentence(officer=officer, origin=PenaltyOrigin.CONVERTED, offence="170")
    free = make_sentence(officer=officer)
    added = make_sentence(officer=officer, education_bar=True)

    assert [sentence.education_bar for sentence in (barred, free, added)] == ["1", None, "1"]


def test_court_terms_and_zones_are_kept_as_told():
    officer = make_officer()
    unit = make_unit(officer=officer)

    sentence = make_sentence(
        officer=officer, court_unit_id=unit.id, court_weekly_hours=5, exclusion_zones=((-15.5, -70.1, 0.5),)
    )

    assert sentence.court_terms == {"unit_id": unit.id, "programme": None, "weekly_hours": 5, "remark": ""}
    assert sentence.exclusion_zones == [{"latitude": -15.5, "longitude": -70.1, "radius_km": 0.5}]


def test_a_court_fixes_no_unit_of_another_office():
    unit = make_unit(officer=make_officer())

    assert refusal_of(court_unit_id=unit.id) == {"court_unit_id": "court_unit_unknown"}


def test_a_change_of_what_somebody_saved_meanwhile_is_refused():
    officer = make_officer()
    sentence = make_sentence(officer=officer)

    with pytest.raises(StaleVersion):
        change_sentence(sentence.id, sentence_details(), version=sentence.version - 1, officer=officer, on=TODAY)


def test_once_placed_jornadas_change_by_court_order_alone():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    place(sentence, officer)
    details = sentence_details(case_number=sentence.case_number, jornadas=70)

    with pytest.raises(InvalidFields) as refused:
        change_sentence(sentence.id, details, version=sentence.version, officer=officer, on=TODAY)

    assert refused.value.problems == {"jornadas": ("needs_court_order", {})}


def test_jornadas_stay_fixed_once_the_place_is_over():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    change(make_serving(officer=officer, sentence=sentence), PlacementChange.EXCLUDED, officer=officer, on=APRIL)
    details = sentence_details(case_number=sentence.case_number, jornadas=70)

    with pytest.raises(InvalidFields) as refused:
        change_sentence(sentence.id, details, version=sentence.version, officer=officer, on=APRIL)

    assert refused.value.problems == {"jornadas": ("needs_court_order", {})}


def test_a_place_that_was_undone_leaves_the_jornadas_open():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    undo(make_placement(officer=officer, sentence=sentence).id, officer=officer)
    details = sentence_details(case_number=sentence.case_number, jornadas=70)

    changed = change_sentence(sentence.id, details, version=sentence.version, officer=officer, on=TODAY)

    assert changed.jornadas == 70


def test_another_offices_sentence_looks_as_if_it_were_missing():
    sentence = make_sentence(officer=make_officer())

    with pytest.raises(NotFound):
        get_sentence(sentence.id, officer=make_officer())


def test_officers_who_register_one_case_at_once_enter_one_sentence(app):
    officer = make_officer()
    person = make_person(officer=officer)
    details = sentence_details()

    def register(_turn: int) -> str:
        with app.app_context():
            try:
                register_sentence(person.id, details, officer=officer, on=TODAY)
            except InvalidFields as refused:
                return refused.problems["case_number"][0]
            return "entered"

    with ThreadPoolExecutor(6) as pool:
        ended = sorted(pool.map(register, range(6)))

    assert ended == ["case_already_registered"] * 5 + ["entered"]
