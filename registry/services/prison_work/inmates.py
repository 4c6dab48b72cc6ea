"""Inmates: one file a document, kept by the prison that holds the person."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.models import Account, Inmate, InmateStage, Pavilion
from registry.services.accounts.policy import Act, Owner, require
from registry.services.prison_work.account_bars import may_hold_account
from registry.services.prison_work.inmate_details import Admission, InmateDetails, ReservedDetails
from registry.services.prison_work.inmate_reserved import ALL, with_columns
from registry.services.prison_work.inmate_rules import check_inmate, check_reserved
from registry.services.saving import require_version, saving
from registry.vocabulary.people import DocumentKind
from registry.vocabulary.prison_work import Regime, Stage
from registry.vocabulary.spelling import fold

#: Why the service itself opens what it is about to replace.
KEEPING = "Cambiar lo registrado"
#: Details that are kept in another shape than they are entered.
SHAPED = {"skills", "certificates", "experience", "free_shifts"}
#: The regime of each stage that is not of the ordinary one.
REGIMES = {
    Stage.SPECIAL_A: Regime.SPECIAL,
    Stage.SPECIAL_B: Regime.SPECIAL,
    Stage.SPECIAL_C: Regime.SPECIAL,
    Stage.EXTREME: Regime.SPECIAL,
    Stage.SEMI_OPEN: Regime.SEMI_OPEN,
    Stage.OPEN: Regime.OPEN,
}


@dataclass(frozen=True)
class RegisteredInmate:
    """The file of a document, and whether it was opened just now for the first time."""

    inmate: Inmate
    is_new: bool


def register_inmate(
    details: InmateDetails,
    admission: Admission,
    *,
    officer: Account,
    reserved: ReservedDetails | None = None,
    on: date | None = None,
) -> RegisteredInmate:
    """Open an inmate's file; a document known to the prison opens the file that exists, unchanged.

    Raises:
        NotAllowed, NotFound: The role keeps no inmates, or those of other prisons.
        InvalidFields: A field breaks a rule, or another prison keeps the file.
    """
    require(officer, Act.KEEP_INMATES)
    check_inmate(details, on or today())
    require(officer, Act.KEEP_INMATES, Owner(prison=admission.prison))
    with transaction() as session:
        _require_pavilion(session, details, admission.prison)
        found = _find_registered(session, details, admission.prison)
        return found or _open_file(session, details, admission, officer, reserved)


def change_inmate(
    inmate_id: int, details: InmateDetails, *, version: int, officer: Account, on: date | None = None
) -> Inmate:
    """Correct or complete an inmate's facts; what closes the special account is weighed anew.

    Raises:
        NotFound: No prison of the account keeps such a file.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or the document is another person's.
    """
    require(officer, Act.KEEP_INMATES)
    check_inmate(details, on or today())
    with transaction() as session:
        inmate = kept_inmate(session, inmate_id, officer)
        require_version(inmate.version, version)
        if details.pavilion_id != inmate.pavilion_id:
            _require_pavilion(session, details, inmate.prison)
        with saving(session, refuse_rival=lambda: _refuse_taken(session, details, inmate_id)):
            _enter(inmate, details)
        return inmate


def change_reserved(inmate_id: int, details: ReservedDetails, *, version: int, officer: Account) -> Inmate:
    """Replace what the law reserves, and weigh anew whether the special account is open.

    Raises:
        NotFound: No prison of the account keeps such a file.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: An offence is none that the tables know.
    """
    require(officer, Act.KEEP_INMATES)
    check_reserved(details)
    with transaction() as session:
        inmate = kept_inmate(session, inmate_id, officer)
        require_version(inmate.version, version)
        _reserve(inmate, details)
        return inmate


def get_inmate(inmate_id: int, *, officer: Account) -> Inmate:
    """The inmate with pavilion, stages and orders of alimony; reserved facts stay shut.

    Raises:
        NotFound: No prison of the account keeps such a file.
    """
    with reading() as session:
        return visible_inmate(session, inmate_id, officer, *whole_inmate())


def whole_inmate() -> tuple[ORMOption, ...]:
    """Load an inmate with pavilion, stages and orders of alimony."""
    return joinedload(Inmate.pavilion), selectinload(Inmate.stages), selectinload(Inmate.alimony)


def visible_inmate(
    session: Session, inmate_id: int, officer: Account, *options: ORMOption, act: Act = Act.READ_INMATES
) -> Inmate:
    """The inmate whose file the act of the officer reaches.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none, or another prison keeps the file; which of the two is not told.
    """
    require(officer, act)
    inmate = session.get(Inmate, inmate_id, options=options, populate_existing=bool(options))
    if inmate is None:
        raise NotFound(inmate_id=inmate_id)
    require(officer, act, Owner(prison=inmate.prison))
    return inmate


def kept_inmate(session: Session, inmate_id: int, officer: Account) -> Inmate:
    """The inmate as whoever changes the file needs them, with everything that weighs on the special account.

    Raises:
        NotAllowed, NotFound: As `visible_inmate`.
    """
    return visible_inmate(session, inmate_id, officer, *with_columns(ALL, KEEPING), act=Act.KEEP_INMATES)


def list_pavilions(prison: str, *, officer: Account) -> list[tuple[int, str]]:
    """Key and name of the pavilions of a prison in which somebody may be held, by name.

    Raises:
        NotAllowed, NotFound: The account does not reach the prison's inmates.
    """
    require(officer, Act.READ_INMATES, Owner(prison=prison))
    statement = select(Pavilion.id, Pavilion.name).where(Pavilion.prison == prison, Pavilion.is_open)
    with reading() as session:
        return [(key, name) for key, name in session.execute(statement.order_by(Pavilion.name))]


def regime_of(stage: Stage) -> Regime:
    """The regime that a stage is part of (arts. 11-B and 11-C CEP)."""
    return REGIMES.get(stage, Regime.ORDINARY)


def find_inmate(session: Session, kind: DocumentKind, number: str) -> Inmate | None:
    """The inmate with this document in any prison; callers keep to themselves what is not theirs."""
    return session.scalars(select(Inmate).where(Inmate.document_kind == kind, Inmate.document_number == number)).first()


def _find_registered(session: Session, details: InmateDetails, prison: str) -> RegisteredInmate | None:
    known = find_inmate(session, details.document_kind, details.document_number)
    if known is not None and known.prison != prison:
        raise InvalidFields({"document_number": ("inmate_elsewhere", {})})
    return RegisteredInmate(known, is_new=False) if known else None


def _open_file(
    session: Session,
    details: InmateDetails,
    admission: Admission,
    officer: Account,
    reserved: ReservedDetails | None,
) -> RegisteredInmate:
    """Open the file, or give the one that somebody opened in the same instant."""
    stage = InmateStage(valid_from=details.held_since, stage=admission.stage, account_id=officer.id)
    inmate = Inmate(
        **asdict(admission),
        regime=regime_of(admission.stage),
        stages=[stage],
        offences=None,
        legal_marks=None,
        unable=None,
        exclusions=[],
    )
    _enter(inmate, details)
    if reserved is not None:
        _reserve(inmate, reserved)
    try:
        with session.begin_nested():
            session.add(inmate)
    except IntegrityError:
        if (opened := _find_registered(session, details, admission.prison)) is None:
            raise
        return opened
    return RegisteredInmate(inmate, is_new=True)


def _refuse_taken(session: Session, details: InmateDetails, own_id: int) -> None:
    holder = find_inmate(session, details.document_kind, details.document_number)
    if holder is not None and holder.id != own_id:
        raise InvalidFields({"document_number": ("document_taken", {})})


def _require_pavilion(session: Session, details: InmateDetails, prison: str) -> None:
    if details.pavilion_id is None:
        return
    pavilion = session.get(Pavilion, details.pavilion_id)
    if pavilion is None or pavilion.prison != prison or not pavilion.is_open:
        raise InvalidFields({"pavilion_id": ("pavilion_unknown", {})})


def _columns(details: InmateDetails) -> dict[str, Any]:
    return {
        **{field.name: getattr(details, field.name) for field in fields(details) if field.name not in SHAPED},
        "search_text": fold(details.first_surname, details.second_surname, details.given_names),
        "skills": sorted(set(details.skills)),
        "certificates": sorted(set(details.certificates)),
        "experience": [{"trade": one.trade.value, "months": one.months} for one in details.experience],
        "free_shifts": sum(1 << shift for shift in set(details.free_shifts)),
    }


def _enter(inmate: Inmate, details: InmateDetails) -> None:
    for column, value in _columns(details).items():
        setattr(inmate, column, value)
    inmate.may_hold_account = may_hold_account(inmate)


def _reserve(inmate: Inmate, details: ReservedDetails) -> None:
    inmate.offences = list(check_reserved(details))
    inmate.legal_marks = {
        "is_recidivist": details.is_recidivist,
        "is_organised_crime": details.is_organised_crime,
        "is_interdict": details.is_interdict,
    }
    inmate.unable = sorted(set(details.unable))
    inmate.may_hold_account = may_hold_account(inmate)
