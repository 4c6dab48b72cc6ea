"""The last thing a worker does with a round: work out what one more place is worth, and keep it."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from registry.errors import NotFound
from registry.extensions.database import reading, transaction
from registry.models import Person, Round, Sentence
from registry.services.planning import appraising


def appraise(public_id: str, *, tried: int = appraising.TRIED) -> None:
    """Appraise a published round's places and keep the figures; done once, it does nothing.

    The *tried* places that promise most are held against a solve.

    Raises:
        NotFound: There is no such round.
    """
    found = _read(public_id)
    if found.summary is None or found.appraisal is not None:
        return
    if found.frozen_instance is None or found.frozen_plan is None:
        return
    districts = _districts(found.office_id)
    appraised = appraising.appraise(found.frozen_instance, found.frozen_plan, districts, tried=tried)
    with transaction() as session:
        row = session.scalars(select(Round).where(Round.id == found.id).with_for_update()).one()
        row.appraisal = appraised.as_json()


def _read(public_id: str) -> Round:
    whole = undefer(Round.frozen_instance), undefer(Round.frozen_plan), undefer(Round.appraisal)
    with reading() as session:
        found = session.scalars(select(Round).where(Round.public_id == public_id).options(*whole)).first()
    if found is None:
        raise NotFound(round=public_id)
    return found


def _districts(office_id: int) -> dict[str, str]:
    """Where the people of the office's sentences live."""
    statement = select(Sentence.id, Person.ubigeo).join(Sentence.person).where(Sentence.office_id == office_id)
    with reading() as session:
        return {str(sentence_id): ubigeo for sentence_id, ubigeo in session.execute(statement)}
