"""What is entered of inmates: their file, what of it the law reserves, and orders of alimony."""

from dataclasses import dataclass
from datetime import date

from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import LegalSituation, Sex, Stage


@dataclass(frozen=True)
class Experience:
    """Months of work in one trade, inside or outside."""

    trade: Skill
    months: int


@dataclass(frozen=True)
class InmateDetails:
    """An inmate's facts as the whole office inside sees them."""

    document_kind: DocumentKind
    document_number: str
    given_names: str
    first_surname: str
    birth_date: date
    sex: Sex
    situation: LegalSituation
    held_since: date
    second_surname: str = ""
    pavilion_id: int | None = None
    sentence_ends_on: date | None = None
    #: Earliest day of a benefit or release, where it is known.
    release_from: date | None = None
    education: EducationLevel = EducationLevel.NONE
    skills: tuple[Skill, ...] = ()
    certificates: tuple[Skill, ...] = ()
    experience: tuple[Experience, ...] = ()
    is_cetpro_graduate: bool = False
    is_first_timer: bool = False
    #: Half days free of education and programmes, from 0 (Monday morning) to 13.
    free_shifts: tuple[int, ...] = tuple(range(14))
    #: The inscription in the book of registered workers: its day and its folio, or neither.
    inscribed_on: date | None = None
    inscription_folio: str = ""
    #: Civil reparation still owed, in céntimos.
    reparation_cents: int = 0


@dataclass(frozen=True)
class Admission:
    """Where a new file begins: the prison, and the stage in which the person is held since they came."""

    prison: str
    stage: Stage


@dataclass(frozen=True)
class ReservedDetails:
    """What the law reserves: the offences, what they bar, and what health rules out; never a diagnosis."""

    #: Articles of the code (`108-C`) or special laws (`DL 25475`).
    offences: tuple[str, ...] = ()
    is_recidivist: bool = False
    is_organised_crime: bool = False
    is_interdict: bool = False
    unable: tuple[WorkDemand, ...] = ()


@dataclass(frozen=True)
class AlimonyDetails:
    """A court's order of alimony: a share of the pay in basis points, or céntimos a month; one of the two."""

    ordered_on: date
    court: str
    beneficiary: str
    basis_points: int | None = None
    cents: int | None = None
