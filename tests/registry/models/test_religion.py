"""What somebody in prison, or serving a penalty, believes is kept nowhere: no column, no link, no sheet, no answer."""

import re

from registry.extensions.database import Base
from registry.models import (
    Credential,
    PastoralAgent,
    Person,
    PrisonRoom,
    PrisonVisit,
    Sentence,
    VisitAttendance,
)
from registry.schemas.people.person import PersonInput, PersonOutput
from registry.services.people import columns
from registry.vocabulary.term import Term

BELIEF = re.compile(r"relig|faith|creed|belief|credo|culto|confesi", re.IGNORECASE)
ASSISTANCE = (PastoralAgent, Credential, PrisonRoom, PrisonVisit, VisitAttendance)
OF_PEOPLE = {Person.__tablename__, Sentence.__tablename__}


def test_no_table_has_a_column_for_what_somebody_believes() -> None:
    named = {f"{table}.{column.name}" for table, kept in Base.metadata.tables.items() for column in kept.columns}

    assert not {name for name in named if BELIEF.search(name)}


def test_no_visit_or_agent_leads_to_somebody_who_serves_and_none_of_them_there() -> None:
    assistance = {model.__tablename__ for model in ASSISTANCE}
    links = {
        (table, key.column.table.name) for table, kept in Base.metadata.tables.items() for key in kept.foreign_keys
    }

    assert not {link for link in links if link[0] in assistance and link[1] in OF_PEOPLE}
    assert not {link for link in links if link[0] in OF_PEOPLE and link[1] in assistance}


def test_no_sheet_or_answer_of_people_asks_for_it() -> None:
    asked = {column.header for column in columns.COLUMNS} | {column.field for column in columns.COLUMNS}
    answered = {*PersonInput().fields, *PersonOutput().fields}

    assert not {name for name in asked | answered if BELIEF.search(name)}


def test_no_closed_list_that_describes_people_names_it() -> None:
    described = [term for term in _lists() if term.__module__ == "registry.vocabulary.people"]

    assert described
    assert not {choice.label for term in described for choice in term if BELIEF.search(choice.label)}


def _lists() -> list[type[Term]]:
    return Term.__subclasses__()
