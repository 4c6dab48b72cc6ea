from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from registry.errors import InvalidFields, NotFound, StaleVersion
from registry.services.people.files import open_file
from registry.services.people.persons import change_person, get_person, register_person
from registry.vocabulary.people import CourtOrderKind, DocumentKind, Skill
from tests.factories.accounts import make_officer
from tests.factories.people import TODAY, make_order, make_person, make_sentence, person_details

pytestmark = pytest.mark.usefixtures("app")


def problem_of(refused: pytest.ExceptionInfo[InvalidFields], field: str) -> str:
    return refused.value.problems[field][0]


def test_a_new_document_opens_a_file_in_the_officers_office():
    officer = make_officer()

    registered = register_person(person_details(), officer=officer, on=TODAY)

    assert registered.is_new
    assert registered.person.office_id == officer.office_id


def test_a_known_document_opens_the_file_that_exists_unchanged():
    officer = make_officer()
    known = make_person(officer=officer, document_number="00000911", given_names="Rosa")

    again = register_person(person_details(document_number="00000911", given_names="Otra"), officer=officer, on=TODAY)

    assert not again.is_new
    assert (again.person.id, again.person.given_names) == (known.id, "Rosa")


def test_the_same_number_of_another_kind_of_document_is_another_person():
    officer = make_officer()
    make_person(officer=officer, document_number="000009110", document_kind=DocumentKind.PASSPORT)

    other = person_details(document_number="000009110", document_kind=DocumentKind.FOREIGNER_CARD)

    assert register_person(other, officer=officer, on=TODAY).is_new


def test_a_file_of_another_office_has_to_be_transferred():
    make_person(officer=make_officer(), document_number="00000912")

    with pytest.raises(InvalidFields) as refused:
        register_person(person_details(document_number="00000912"), officer=make_officer(), on=TODAY)

    assert refused.value.problems == {"document_number": ("person_elsewhere", {})}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("document_number", "1234567", "dni_shape"),
        ("birth_date", date(2026, 3, 3), "birth_in_future"),
        ("birth_date", date(2010, 1, 1), "age_out_of_range"),
        ("birth_date", date(1890, 1, 1), "age_out_of_range"),
        ("ubigeo", "999999", "ubigeo_unknown"),
        ("latitude", 70.1, "position_outside_peru"),
        ("free_shifts", (14,), "shift_unknown"),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(field, value, code):
    overrides = {field: value} | ({"longitude": -15.5} if field == "latitude" else {})

    with pytest.raises(InvalidFields) as refused:
        register_person(person_details(**overrides), officer=make_officer(), on=TODAY)

    assert problem_of(refused, field) == code


def test_half_a_point_is_refused_at_the_missing_half():
    with pytest.raises(InvalidFields) as refused:
        register_person(person_details(latitude=-15.5), officer=make_officer(), on=TODAY)

    assert problem_of(refused, "longitude") == "point_incomplete"


def test_a_change_is_kept_with_the_text_that_the_search_looks_at():
    officer = make_officer()
    person = make_person(officer=officer)
    details = person_details(first_surname="Ñahui", skills=(Skill.SEWING,), free_shifts=(12,))

    changed = change_person(person.id, details, version=person.version, officer=officer, on=TODAY)

    assert changed.search_text == "nahui mamani rosa"
    assert (changed.skills, changed.free_shift_numbers) == (["sewing"], [12])


def test_a_change_of_what_somebody_saved_meanwhile_is_refused():
    officer = make_officer()
    person = make_person(officer=officer)
    read_version = person.version
    change_person(person.id, person_details(given_names="Ana"), version=read_version, officer=officer, on=TODAY)

    with pytest.raises(StaleVersion):
        change_person(person.id, person_details(), version=read_version, officer=officer, on=TODAY)


def test_a_change_cannot_take_another_persons_document():
    officer = make_officer()
    make_person(officer=officer, document_number="00000913")
    person = make_person(officer=officer)
    details = person_details(document_number="00000913")

    with pytest.raises(InvalidFields) as refused:
        change_person(person.id, details, version=person.version, officer=officer, on=TODAY)

    assert problem_of(refused, "document_number") == "document_taken"


def test_reserved_facts_that_are_not_sent_stay_as_recorded():
    officer = make_officer()
    person = make_person(officer=officer, unable=("heights",), health_remark="Mareos")
    details = person_details(document_number=person.document_number)

    change_person(person.id, details, version=person.version, officer=officer, on=TODAY)

    kept = open_file(person.id, officer=officer, purpose="Comprobar lo guardado")
    assert (kept.unable, kept.health_remark) == (["heights"], "Mareos")


def test_reserved_facts_that_are_sent_empty_are_forgotten():
    officer = make_officer()
    person = make_person(officer=officer, unable=("heights",), health_remark="Mareos")
    details = person_details(document_number=person.document_number, unable=(), health_remark="")

    change_person(person.id, details, version=person.version, officer=officer, on=TODAY)

    kept = open_file(person.id, officer=officer, purpose="Comprobar lo guardado")
    assert (kept.unable, kept.health_remark) == ([], None)


def test_a_file_opens_with_sentences_orders_and_preferences():
    officer = make_officer()
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.STAY, officer=officer)

    person = get_person(sentence.person_id, officer=officer)

    assert [order.kind for order in person.sentences[0].orders] == [CourtOrderKind.STAY]
    assert person.preferences == []


def test_another_offices_file_looks_as_if_it_were_missing():
    person = make_person(officer=make_officer())

    with pytest.raises(NotFound):
        get_person(person.id, officer=make_officer())


def test_officers_who_register_one_document_at_once_open_one_file(app):
    officer = make_officer()
    details = person_details()

    def register(_turn: int) -> tuple[int, bool] | str:
        with app.app_context():
            try:
                registered = register_person(details, officer=officer, on=TODAY)
            except InvalidFields as refused:
                return refused.problems["document_number"][0]
            return registered.person.id, registered.is_new

    with ThreadPoolExecutor(6) as pool:
        ended = list(pool.map(register, range(6)))

    assert sum(isinstance(end, tuple) and end[1] for end in ended) == 1
    assert len({end[0] for end in ended if isinstance(end, tuple)}) == 1
