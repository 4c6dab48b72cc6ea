"""Bringing people in from a sheet: a known person stays as recorded, and only what is missing is added."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from registry.models import Account, Person, Sentence
from registry.reference.courts import parse_case_number
from registry.services.accounts.policy import Act
from registry.services.importing.columns import headers
from registry.services.importing.rows import Entered, Loaded, RowOutcome, SheetKind, one_by_one
from registry.services.people.columns import COLUMNS
from registry.services.people.details import PersonDetails, SentenceDetails
from registry.services.people.persons import register_person
from registry.services.people.sentences import find_by_case, register_sentence
from registry.services.people.sheet_placements import WrittenPlacement, begin_written
from registry.vocabulary.messages import message

#: What is compared when a sentence of the sheet is known already.
COMPARED = ("kind", "origin", "jornadas", "judgment_date", "received_on")


def _enter(session: Session, loaded: Loaded, officer: Account, on: date) -> Entered:
    registered = register_person(PersonDetails(**loaded["person"]), officer=officer, on=on)
    person, has_news = registered.person, False
    remarks: tuple[str, ...] = ()
    if loaded.get("sentence"):
        details = SentenceDetails(**loaded["sentence"])
        known = None if registered.is_new else _known_sentence(session, person, details)
        has_news = known is None
        sentence = known or register_sentence(person.id, details, officer=officer, on=on)
        remarks = () if has_news else tuple(_differences(sentence, details))
        if loaded.get("placement"):
            written = WrittenPlacement(**loaded["placement"])
            has_news |= begin_written(session, sentence, written, officer)
    outcome = RowOutcome.COMPLETED if has_news else RowOutcome.KNOWN
    return Entered(RowOutcome.ADDED if registered.is_new else outcome, person.id, remarks)


def _known_sentence(session: Session, person: Person, details: SentenceDetails) -> Sentence | None:
    return find_by_case(session, person.id, str(parse_case_number(details.case_number)))


def _differences(sentence: Sentence, details: SentenceDetails) -> Iterator[str]:
    changed = [name for name in COMPARED if getattr(sentence, name) != getattr(details, name)]
    if changed:
        yield message("sheet_sentence_differs", {"fields": headers(changed, COLUMNS)})


#: Rows of people, each with a sentence and a placement where the sheet tells them.
PEOPLE = SheetKind(
    title="Personas",
    subject="persona",
    columns=COLUMNS,
    act=Act.KEEP_PEOPLE,
    labels={
        RowOutcome.ADDED: "Persona registrada",
        RowOutcome.COMPLETED: "Expediente completado",
        RowOutcome.KNOWN: "Ya registrada, sin cambios",
        RowOutcome.REFUSED: "Rechazada",
    },
    enter=one_by_one(_enter),
)
