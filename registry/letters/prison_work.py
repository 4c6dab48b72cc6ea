"""What the papers about work in prison say: days of sentence redeemed, and work done by somebody now free.

No field holds the offence. The certificate of work is shown to employers: it has no field for the
sentence, the prison or the post of whoever signs it, and comes under the sector's name (RPROD art. 49).
"""

from typing import Literal, TypedDict

from registry.letters.content import Identity, Paper
from registry.letters.fields import Amount, Count, IsoDate, Text, YearMonth

#: Under whose name, and from whom, the papers come that must not tell of prison.
SECTOR = "Ministerio de Justicia y Derechos Humanos"
SIGNATORY_POST = "Registro de trabajo y capacitación"
DISCREET = frozenset({"work_certificate"})


class WorkHeads(TypedDict):
    """The last rows recorded before the issue, and a digest of the file that the figures followed from."""

    entries: Amount
    stages: Amount
    authorised: Amount
    file_sha256: Text


class RateLine(TypedDict):
    """Days of work on end that count at one rate; `ratio` of them redeem one day, none do where it is 0."""

    first: IsoDate
    last: IsoDate
    days_worked: Count
    ratio: Amount
    why: Literal["not_inscribed", "barred", "to_review"] | None
    norm: Text


class MonthOfWork(TypedDict):
    """What the sheet of a month comes to."""

    month: YearMonth
    days: Amount
    minutes: Amount


class Redeemed(TypedDict):
    """What an inmate's work comes to by a day; it follows from the ledger and can be computed again."""

    rules: Amount
    heads: WorkHeads
    as_of: IsoDate
    days_worked: Amount
    days_redeemed: Amount
    minutes_over: Amount
    segments: list[RateLine]
    months: list[MonthOfWork]


class RedemptionCertificate(Paper):
    """Certifies the days of sentence that work redeemed (art. 49 CEP; arts. 175 and 177 RCEP)."""

    person: Identity
    prison: Text
    inscribed_on: IsoDate
    folio: Text
    redemption: Redeemed
    legal_basis: list[Text]


class Job(TypedDict):
    """One post that the person held, and the time worked in it."""

    employer: Text
    trade: Text
    first_on: IsoDate
    last_on: IsoDate
    minutes: Amount


class WorkCertificate(Paper):
    """Certifies work to whoever employs next."""

    person: Identity
    jobs: list[Job]
