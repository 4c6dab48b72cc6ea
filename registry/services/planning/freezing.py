"""From the registry's rows to the matcher's input at one day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import Instance, Norms, presets
from registry.extensions.database import reading
from registry.ledger.credit import balance
from registry.models import Instruction, Office, Placement, Sentence
from registry.models.placements.placement import HOLDS_PLACES
from registry.norms import value_at
from registry.services.attendance.facts import facts_of_many
from registry.services.institutions.scorecards import read_records
from registry.services.institutions.vacancies import list_open_for_round
from registry.services.people.sentences import list_waiting
from registry.services.planning.calendars import calendar_from
from registry.services.planning.rows import applicant_of, opening_of
from registry.vocabulary.rounds import WeightsPreset

#: What offices read reserved facts for when they compute: limits and places, never what they follow from.
PURPOSE = "Calcular ubicaciones"


@dataclass(frozen=True)
class Terms:
    """Under which terms an office's people are to be placed."""

    office_id: int
    on: date
    preset: WeightsPreset
    travel_limit_km: float
    seed: int = 0


def freeze(
    terms: Terms,
    only_sentence_id: int | None = None,
    *,
    moving: Collection[int] = (),
    leaving: Collection[int] = (),
) -> Instance:
    """Gather the office's waiting sentences and open vacancies as they stand now.

    With *only_sentence_id* that sentence alone: today's places for one person. Those *moving* are placed, and then
    none but them stand in it; their own half days are free for them, and *leaving* are the vacancies not to stay at.
    """
    with reading() as session:
        sentences = list_waiting(terms.office_id, terms.on, only_id=only_sentence_id, moving=moving, purpose=PURPOSE)
        office = session.get_one(Office, terms.office_id)
        vacancies = list_open_for_round(terms.office_id, terms.on)
        busy = _busy_shifts(session, terms.office_id, moving)
        orders = _instructions(session, terms.office_id)
        left = _jornadas_left(session, sentences, terms)
        records = read_records(session, terms.office_id, on=terms.on)
    return Instance(
        applicants=tuple(
            applicant_of(one, office, terms.on, busy.get(one.person_id, set()), orders.get(one.id, ()), left[one.id])
            for one in sentences
        ),
        openings=tuple(opening_of(one, terms.on, records[one.unit_id]) for one in vacancies if one.id not in leaving),
        weights=presets()[terms.preset.value],
        norms=Norms(value_at("weekly_service_hours", terms.on), terms.travel_limit_km, calendar_from(terms.on)),
        date=terms.on,
        seed=terms.seed,
    )


def _jornadas_left(session: Session, sentences: Sequence[Sentence], terms: Terms) -> dict[int, int]:
    """Jornadas that each sentence still owes; a begun one counts as whole, since it takes a week of its own."""
    left = {sentence.id: sentence.jornadas_owed(terms.on) for sentence in sentences}
    begun = select(Placement.sentence_id).join(Placement.sentence).where(Sentence.office_id == terms.office_id)
    known = left.keys() & set(session.scalars(begun))
    for sentence_id, facts in facts_of_many(session, known).items():
        left[sentence_id] = max(1, ceil(balance(facts, terms.on).remaining_jornadas))
    return left


def _busy_shifts(session: Session, office_id: int, moving: Collection[int]) -> dict[int, set[int]]:
    """Half days that people already serve under another sentence, by person."""
    statement = (
        select(Sentence.person_id, Placement.attendances)
        .join(Placement.sentence)
        .where(Sentence.office_id == office_id, Placement.state.in_(HOLDS_PLACES), Sentence.id.not_in(moving))
    )
    busy: dict[int, set[int]] = {}
    for person_id, attendances in session.execute(statement):
        busy.setdefault(person_id, set()).update(attendance[0] for attendance in attendances)
    return busy


def _instructions(session: Session, office_id: int) -> dict[int, list[Instruction]]:
    """Instructions that stand for the office's sentences, by sentence."""
    of_office = select(Instruction).join(Sentence, Sentence.id == Instruction.sentence_id)
    standing = of_office.where(Sentence.office_id == office_id, Instruction.lifted_at.is_(None))
    found: dict[int, list[Instruction]] = {}
    for instruction in session.scalars(standing.order_by(Instruction.id)):
        found.setdefault(instruction.sentence_id, []).append(instruction)
    return found
