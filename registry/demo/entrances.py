"""Through which doors the demonstration is looked at: an account of each kind, and the letter of one person."""

import json
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import undefer

from registry.demo.cases import STEADY, document_of
from registry.demo.offices import ADMINISTRATOR, AUDITOR, SEATS, username_of
from registry.extensions.database import reading
from registry.models import Document, Person, Placement, Sentence
from registry.services.people.personal_codes import DOCUMENT_END
from registry.vocabulary.accounts import Role
from registry.vocabulary.placements import DocumentState, LetterKind


class Entrance(NamedTuple):
    """An account, and what its holder sees."""

    username: str
    sees: str


class OwnLetter(NamedTuple):
    """What a person types at their own page: the code of their letter and the end of their identity document."""

    person: str
    code: str
    document_end: str


def list_entrances() -> list[Entrance]:
    """An account of each kind, those of the first office."""
    seat = SEATS[0][0]
    return [
        Entrance(username_of(Role.CASE_OFFICER, seat), "oficial de casos: personas, rondas, asistencia, cartas"),
        Entrance(username_of(Role.CHIEF, seat), "jefatura: lo mismo, y cuentas, exportaciones, excepciones"),
        Entrance(
            username_of(Role.UNIT_SUPERVISOR, seat), "directora de una escuela: quiénes vienen hoy; nada de la pena"
        ),
        Entrance(
            username_of(Role.REGISTRY_OFFICER, seat),
            "registro: expedientes por plazo, convenios y credenciales",
        ),
        Entrance(username_of(Role.INSTITUTION_MANAGER, seat), "municipalidad: sus sedes, plazas y su renovación"),
        Entrance(username_of(Role.RELIGIOUS_REPRESENTATIVE, seat), "entidad religiosa: agentes y visitas"),
        Entrance(username_of(Role.COMPANY_MANAGER, seat), "empresa: su propuesta aprobada y su convenio"),
        Entrance(username_of(Role.PRISON_DIRECTOR, seat), "dirección de dos penales: ambientes y visitas por decidir"),
        Entrance(ADMINISTRATOR, "administración: cuentas, oficinas, datos de los procedimientos; ningún expediente"),
        Entrance(AUDITOR, "auditoría: quién vio y cambió qué, en todo el país"),
    ]


def find_letter() -> OwnLetter | None:
    """The letter that one of the told cases holds; none in a registry that was built without them."""
    own = Person.document_number == document_of(STEADY), Document.state == DocumentState.ISSUED
    statement = select(Document).where(*own, Document.kind == LetterKind.NOTIFICATION_TO_PERSON)
    statement = statement.join(Placement, Placement.id == Document.placement_id).join(Placement.sentence)
    statement = statement.join(Sentence.person).options(undefer(Document.content))
    with reading() as session:
        letter = session.scalars(statement).first()
        if letter is None:
            return None
        code = json.loads(letter.content)["own_page"]["code"]
    return OwnLetter(STEADY.name, code, document_of(STEADY)[-DOCUMENT_END:])
