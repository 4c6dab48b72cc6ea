"""Whether an issued document still says what it said, and what the entries recorded up to its issue say."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload, undefer

from registry import letters
from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, Document, Office, Placement, Sentence
from registry.services.accounts.policy import Act, within
from registry.services.attendance.facts import Heads, facts_of, heads_of
from registry.services.documents.executions import RULES, Scope, execution_of
from registry.services.prison_work.redeemed import redeemed_again
from registry.vocabulary.attendance import Ground
from registry.vocabulary.documents import LetterFault
from registry.vocabulary.people import PenaltyOrigin
from registry.vocabulary.placements import LetterKind

BATCH = 200
#: How the metadata of a PDF tells the digest of its content.
DIGEST_MARK = "sha256:"
#: What was issued before rules were numbered was computed by the first ones.
FIRST_RULES = 1
#: Parts of an execution that tell how it was computed, and no figures.
MANNER = ("rules", "heads")
Execution = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What checking one document found; without faults it holds."""

    document_id: int
    number: str
    kind: LetterKind
    faults: tuple[LetterFault, ...]
    #: Whether the entries recorded since would make it tell other figures of the same days.
    is_overtaken: bool
    #: Whether it tells figures of the ledger at all.
    is_of_ledger: bool
    #: Number of the rules that held at its issue, where those of today give other figures.
    earlier_rules: int | None = None
    rules_today: int = RULES

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def recheck(document_id: int, *, officer: Account) -> Verdict:
    """Compare a document of the office with its hash, its PDF and what the ledger held at its issue.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such document.
    """
    with reading() as session:
        own = Document.id == document_id, within(officer, Act.READ_PLACEMENTS, office=Document.office_id)
        document = session.scalars(_whole().where(*own, Document.placement_id.is_not(None))).first()
        if document is None:
            raise NotFound(document=document_id)
        return _verdict(session, document)


def recheck_all(
    *, office_code: str | None = None, number: int | None = None, year: int | None = None
) -> Iterator[Verdict]:
    """Compare every document, or those of an office or with a number, in the order in which they were issued.

    Raises:
        NotFound: No office has this code.
    """
    chosen = _chosen(office_code, number, year)
    last = 0
    while True:
        with reading() as session:
            some = session.scalars(_whole().where(Document.id > last, *chosen).order_by(Document.id).limit(BATCH)).all()
            verdicts = [_verdict(session, document) for document in some]
        yield from verdicts
        if len(some) < BATCH:
            return
        last = some[-1].id


def _chosen(office_code: str | None, number: int | None, year: int | None) -> Sequence[ColumnElement[bool]]:
    chosen = [column == value for column, value in ((Document.number, number), (Document.year, year)) if value]
    if office_code is not None:
        with reading() as session:
            office_id = session.scalar(select(Office.id).where(Office.code == office_code))
        if office_id is None:
            raise NotFound(office=office_code)
        chosen.append(Document.office_id == office_id)
    return chosen


def _whole() -> Select[Document]:
    return select(Document).options(undefer(Document.content), undefer(Document.pdf), joinedload(Document.office))


def _verdict(session: Session, document: Document) -> Verdict:
    content = _read(document.content)
    told = content.get("execution") or content.get("redemption")
    is_whole = letters.content_sha256(content) == document.content_sha256
    again, now = _computed(session, document, told) if told and is_whole else (told, told)
    is_printed = _printed_digest(document.pdf) == document.content_sha256
    differs = _figures(again) != _figures(told)
    earlier = _earlier_rules(told) if differs and is_whole and is_printed else None
    checks = (
        (not is_whole, LetterFault.CONTENT),
        (not is_printed, LetterFault.PAPER),
        (differs and earlier is None, LetterFault.LEDGER),
    )
    return Verdict(
        document_id=document.id,
        number=letters.document_number(document.number, document.year, document.office.code),
        kind=document.kind,
        faults=tuple(fault for is_found, fault in checks if is_found),
        is_overtaken=_figures(now) != _figures(again),
        is_of_ledger=told is not None,
        earlier_rules=earlier,
    )


def _computed(session: Session, document: Document, told: Execution) -> tuple[Execution, Execution]:
    """The part from the ledger as of the issue, and as of now about the same days; empty where it cannot be read."""
    if document.inmate_id is not None:
        return redeemed_again(session, document.inmate_id, told)
    if document.placement_id is None:
        return {}, {}
    statement = select(Sentence.id, Sentence.origin).join(Placement, Placement.sentence_id == Sentence.id)
    sentence_id, origin = session.execute(statement.where(Placement.id == document.placement_id)).one()
    try:
        heads, scope = Heads(**told["heads"]), _scope(document.placement_id, origin, told)
    except (KeyError, TypeError, ValueError):
        return {}, {}
    now = replace(heads_of(session, sentence_id), weekdays_authorised=heads.weekdays_authorised)
    again, since = (
        execution_of(document.kind, facts_of(session, sentence_id, recorded), recorded, scope) or {}
        for recorded in (heads, now)
    )
    return again, since


def _figures(execution: Any) -> Any:
    """What is compared of a part from the ledger; something else stays as it is, and differs from every such part."""
    if not isinstance(execution, dict):
        return execution
    return {name: part for name, part in execution.items() if name not in MANNER}


def _earlier_rules(told: Any) -> int | None:
    """The rules of an issue, if others hold today."""
    rules = told.get("rules", FIRST_RULES) if isinstance(told, dict) else None
    return rules if isinstance(rules, int) and rules < RULES else None


def _scope(placement_id: int, origin: PenaltyOrigin, told: Execution) -> Scope:
    breach = told.get("breach")
    return Scope(
        placement_id,
        date.fromisoformat(told["as_of"]),
        origin,
        since=date.fromisoformat(told["since"]) if told.get("since") else None,
        ground=Ground(breach["ground"]) if breach else None,
        breach_began_on=date.fromisoformat(breach["first_day"]) if breach else None,
    )


def _read(content: str) -> dict[str, Any]:
    """The content, empty where it is no JSON object any more: then nothing about it holds."""
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _printed_digest(pdf: bytes) -> str:
    """The digest that the PDF itself carries; none where it cannot be read."""
    try:
        metadata = PdfReader(io.BytesIO(pdf)).metadata
    except (PyPdfError, ValueError):
        return ""
    return str(metadata.get("/Keywords", "")).removeprefix(DIGEST_MARK) if metadata else ""
