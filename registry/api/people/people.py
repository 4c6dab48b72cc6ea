"""People that the office works with."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.schemas.people.person import (
    PeopleQuery,
    PersonFileOutput,
    PersonInput,
    PersonOutput,
    PersonRowOutput,
)
from registry.schemas.people.reserved import PurposeQuery
from registry.services.people import directory, persons
from registry.services.people.details import PersonDetails
from registry.services.people.files import open_file
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("people", __name__, "Personas")


@noun.at("/people")
class People(MethodView):
    """The office's people."""

    @permits(Act.READ_PEOPLE)
    @noun.filters(PeopleQuery)
    @noun.answers("Listar las personas de su oficina", page_of(PersonRowOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List people in the order of their names."""
        page = cut_page(query)
        return directory.list_people(directory.PeopleFilter(**query), officer=current_officer(), **page)

    @permits(Act.KEEP_PEOPLE)
    @noun.takes(PersonInput)
    @noun.answers("Registrar a una persona, o abrir la que ya tiene ese documento", PersonOutput, 201, is_tagged=True)
    @noun.also_answers(200, PersonOutput, "La persona ya estaba registrada")
    def post(self, facts: dict[str, Any]) -> Any:
        """Open a file; a known document answers the file that exists, unchanged."""
        opened = persons.register_person(PersonDetails(**facts), officer=current_officer())
        location = f"{PREFIX}/people/{opened.person.id}"
        return tagged(opened.person, 201 if opened.is_new else 200, Location=location)


@noun.at(f"/people/<{KEY}:person_id>")
class Person(MethodView):
    """One person."""

    @permits(Act.READ_PEOPLE)
    @noun.filters(PurposeQuery)
    @noun.answers("Leer a una persona con sus sentencias y preferencias", PersonFileOutput, is_tagged=True)
    def get(self, query: dict[str, str], person_id: int) -> Any:
        """Read the file; reserved facts of the sentences only for a stated purpose. The look is noted."""
        return tagged(open_file(person_id, officer=current_officer(), purpose=query["purpose"]))

    @permits(Act.KEEP_PEOPLE)
    @noun.versioned
    @noun.takes(PersonInput)
    @noun.answers("Corregir los datos de una persona", PersonOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], person_id: int) -> Any:
        """Replace the facts."""
        details, version = PersonDetails(**facts), expected_version(person_id)
        return tagged(persons.change_person(person_id, details, version=version, officer=current_officer()))
