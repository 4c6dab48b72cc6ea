"""From the registry's rows to the matcher's input at one day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import Instance, Norms, presets
from registry.extensions.database import reading
from registry.models import Instruction, Office, Placement, Sentence
from registry.models.placements.placement import HOLDS_PLACES
from registry.norms import value_at
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


def freeze(terms: Terms, only_sentence_id: int | None = None) -> Instance:
    """Gather the office's waiting sentences and open vacancies as they stand now.

    With *only_sentence_id* that sentence alone, whatever it waits for: today's places for one person.
    """
    with reading() as session:
        sentences = list_waiting(terms.office_id, terms.on, only_id=only_sentence_id, purpose=PURPOSE)
        office = session.get_one(Office, terms.office_id)
        vacancies = list_open_for_round(terms.office_id, terms.on)
        busy = _busy_shifts(session, terms.office_id)
        orders = _instructions(session, terms.office_id)
    return Instance(
        applicants=tuple(
            applicant_of(sentence, office, terms.on, busy.get(sentence.person_id, set()), orders.get(sentence.id, ()))
            for sentence in sentences
        ),
        openings=tuple(opening_of(vacancy, terms.on) for vacancy in vacancies),
        weights=presets()[terms.preset.value],
        norms=Norms(value_at("weekly_service_hours", terms.on), terms.travel_limit_km, calendar_from(terms.on)),
        date=terms.on,
        seed=terms.seed,
    )


def _busy_shifts(session: Session, office_id: int) -> dict[int, set[int]]:
    """Half days that people already serve under another sentence, by person."""
    statement = (
        select(Sentence.person_id, Placement.attendances)
        .join(Placement.sentence)
        .where(Sentence.office_id == office_id, Placement.state.in_(HOLDS_PLACES))
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
