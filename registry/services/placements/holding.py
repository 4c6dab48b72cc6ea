"""Rows held until the caller's transaction ends, in the one order in which nobody waits for another in a circle.

Sentences by their numbers, each before its placements; then the person; then vacancies by their numbers, each
before its half days. Whoever needs fewer of them leaves some out, and never goes back.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Person, Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES


def hold_sentences(session: Session, person_id: int | None) -> Sequence[Sentence]:
    """Hold every sentence of a person."""
    wanted = select(Sentence).where(Sentence.person_id == person_id).order_by(Sentence.id)
    return session.scalars(wanted.with_for_update(of=Sentence).execution_options(populate_existing=True)).all()


def hold_person(session: Session, sentence_id: int) -> Person:
    """Hold the person of a sentence: no other sentence of theirs takes half days meanwhile."""
    of_sentence = select(Sentence.person_id).where(Sentence.id == sentence_id).scalar_subquery()
    return session.scalars(select(Person).where(Person.id == of_sentence).with_for_update(of=Person)).one()


def hold_running(session: Session, sentences: Sequence[Sentence]) -> Sequence[Placement]:
    """Hold the placements of sentences that hold places."""
    running = Placement.sentence_id.in_([sentence.id for sentence in sentences]), Placement.state.in_(HOLDS_PLACES)
    wanted = select(Placement).where(*running).order_by(Placement.id)
    return session.scalars(wanted.with_for_update(of=Placement).execution_options(populate_existing=True)).all()


def hold_vacancies(session: Session, *vacancy_ids: int) -> None:
    """Hold vacancies, so that two who move in opposite directions never wait for each other."""
    wanted = select(Vacancy.id).where(Vacancy.id.in_(vacancy_ids)).order_by(Vacancy.id)
    session.scalars(wanted.with_for_update()).all()
