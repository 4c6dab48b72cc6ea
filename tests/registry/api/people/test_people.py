from typing import Any

import pytest

from registry.services.accounts.accounts import Account
from registry.services.history import list_happenings
from registry.vocabulary.accounts import AuditAction
from tests.factories.bodies import PERSON
from tests.factories.people import make_person, make_sentence
from tests.registry.api.programs import Program


def facts(**overrides: Any) -> dict[str, Any]:
    return PERSON | overrides


def test_a_person_is_registered(program: Program):
    response = program.send("POST", "/people", facts(), status=201)

    read, tag = program.read(response.headers["Location"].removeprefix("/api/v1"))
    assert read["full_name"] == "Quispe, Rosa"
    assert read["free_shifts"] == [10, 11]
    assert response.headers["ETag"] == tag


def test_a_known_document_answers_the_person_who_has_it(program: Program):
    first = program.ask("POST", "/people", facts(), status=201)

    again = program.ask("POST", "/people", facts(given_names="Otra"), status=200)

    assert (again["id"], again["given_names"]) == (first["id"], "Rosa")


def test_people_are_found_by_name_without_accents(program: Program, officer: Account, stranger: Program):
    make_person(officer=officer, first_surname="Núñez")
    make_person(officer=officer, first_surname="Apaza")
    make_person(officer=stranger.officer, first_surname="Núñez")

    page = program.ask("GET", "/people?search=nunez")

    assert [row["full_name"] for row in page["items"]] == ["Núñez Mamani, Rosa"]


def test_a_person_is_corrected(program: Program):
    path = f"/people/{program.ask('POST', '/people', facts(), status=201)['id']}"

    changed = program.change(path, facts(phone="951 234 567"), program.read(path)[1])

    assert changed["phone"] == "951 234 567"


def test_a_person_comes_with_sentences_and_nothing_of_their_health(program: Program, officer: Account):
    person = make_person(officer=officer, health_remark="No carga peso", unable=("heavy_lifting",))
    make_sentence(officer=officer, person=person)

    read, _ = program.read(f"/people/{person.id}")

    assert len(read["sentences"]) == 1
    assert "health_remark" not in read
    assert "unable" not in read


def test_another_office_s_person_is_not_found(officer: Account, stranger: Program):
    path = f"/people/{make_person(officer=officer).id}"

    stranger.ask("GET", path, status=404)
    stranger.change(path, facts(), '"1-1"', status=404)
    stranger.ask("POST", f"{path}/preferences", {"stance": "preference", "task": "painting"}, status=404)


@pytest.mark.parametrize("part", ["people/{person}", "sentences/{sentence}", "sentences/{sentence}/orders"])
def test_a_program_s_look_at_reserved_facts_stands_in_the_file_s_history(program: Program, officer: Account, part: str):
    sentence = make_sentence(officer=officer)

    path = "/" + part.format(person=sentence.person_id, sentence=sentence.id)
    program.ask("GET", f"{path}?purpose=Cotejar con la resolución")

    (look,) = [one for one in list_happenings({"person": [sentence.person_id]}) if one.action is AuditAction.VIEWED]
    assert look.purpose == "Cotejar con la resolución"
    assert look.by == f"{officer.full_name}, {officer.post}"


def test_a_program_that_states_no_purpose_gets_no_reserved_fact(program: Program, officer: Account):
    sentence = make_sentence(officer=officer)
    path = f"/sentences/{sentence.id}"

    plain, opened = program.ask("GET", path), program.ask("GET", f"{path}?purpose=Cotejar con la resolución")

    assert opened.keys() - plain.keys() == {
        *("offence", "education_bar", "exclusion_zones", "range_exception"),
        *("court_unit_id", "court_programme", "court_weekly_hours", "court_remark"),
    }


def test_a_purpose_must_say_something(program: Program, officer: Account):
    sentence = make_sentence(officer=officer)

    program.ask("GET", f"/sentences/{sentence.id}?purpose=ver", status=422)
