"""What one more place is worth in a round, where places are short, and whom to call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Round, Vacancy
from registry.services.accounts.policy import Act, within
from registry.services.planning.appraising import Appraised, PlaceShortage, PlaceWorth


@dataclass(frozen=True)
class RoundWorth:
    """A round's appraisal, None until the worker has made it, and the vacancies that it names, by key."""

    round: Round
    appraised: Appraised | None
    vacancies: Mapping[int, Vacancy]

    @property
    def worths(self) -> Sequence[PlaceWorth]:
        """Places that are worth something, the most first."""
        return self.appraised.worths if self.appraised else ()

    @property
    def shortages(self) -> Sequence[PlaceShortage]:
        """Groups of people without a place, the largest first."""
        return self.appraised.shortages if self.appraised else ()


def read_worth(public_id: str, *, officer: Account) -> RoundWorth:
    """What one more place is worth in a round.

    Raises:
        NotFound: The office has no such round.
    """
    found, appraised = _find(public_id, officer)
    named = [worth.vacancy_id for worth in appraised.worths] if appraised else []
    return RoundWorth(found, appraised, _vacancies(named))


def read_shortage(public_id: str, number: int, *, officer: Account) -> tuple[RoundWorth, PlaceShortage]:
    """One shortage of a round by its number, from 1, with the vacancies that could be asked for more.

    Raises:
        NotFound: The office has no such round, or it has no such shortage.
    """
    found, appraised = _find(public_id, officer)
    if appraised is None or not 1 <= number <= len(appraised.shortages):
        raise NotFound(round=public_id, shortage=number)
    shortage = appraised.shortages[number - 1]
    return RoundWorth(found, appraised, _vacancies(call.vacancy_id for call in shortage.calls)), shortage


def _find(public_id: str, officer: Account) -> tuple[Round, Appraised | None]:
    reached = within(officer, Act.READ_ROUNDS, office=Round.office_id)
    statement = select(Round).where(Round.public_id == public_id, reached)
    loaded = joinedload(Round.office), joinedload(Round.officer), undefer(Round.appraisal)
    with reading() as session:
        found = session.scalars(statement.options(*loaded)).first()
    if found is None:
        raise NotFound(round=public_id)
    return found, Appraised.from_json(found.appraisal) if found.appraisal else None


def _vacancies(ids: Iterable[int]) -> dict[int, Vacancy]:
    """Vacancies with unit and institution, to say whom to call."""
    unit = joinedload(Vacancy.unit).joinedload(BeneficiaryUnit.institution)
    with reading() as session:
        statement = select(Vacancy).where(Vacancy.id.in_(set(ids))).options(unit)
        return {vacancy.id: vacancy for vacancy in session.scalars(statement)}
