"""Whether something may be asked now: by whom, about which registration or decision, and not twice at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.models import CaseEvent, CaseFile, Institution, Registration
from registry.models.institutions.registration import NOTICE
from registry.procedures.catalogue import CATALOGUE, get_procedure
from registry.procedures.procedure import Procedure
from registry.services.accounts.policy import Act, Owner, require
from registry.services.procedures.applicants import Applicant, read_own
from registry.services.procedures.deadlines import appeals
from registry.services.procedures.deadlines.terms import WAITING
from registry.vocabulary.institutions import RegistrationState
from registry.vocabulary.procedures import CaseEffect, CaseEventKind, CaseState, Filer

ONE_DAY = timedelta(days=1)
REFUSED_STATES = {
    RegistrationState.WITHDRAWN: "case_registration_over",
    RegistrationState.SUSPENDED: "case_registration_suspended",
}


@dataclass(frozen=True)
class Origin:
    """What a file is about, beside the answers: a registration to renew, or a decision to look at again."""

    registration: Registration | None = None
    about: CaseFile | None = None


def origin_of(session: Session, procedure: Procedure, by: Applicant, registration_id: int | None) -> Origin:
    """The registration that the applicant's file is about, where the procedure asks for one.

    Raises:
        WrongState: An account or a registration is needed, or this one is of another role.
        NotAllowed, NotFound: The account may not file for it, or there is none.
    """
    if procedure.filed_by is not Filer.REGISTERED:
        return Origin()
    if by.account is None:
        raise WrongState("case_needs_account")
    if registration_id is None:
        raise WrongState("case_needs_registration")
    statement = select(Registration).options(joinedload(Registration.institution))
    registration = session.scalars(statement.where(Registration.id == registration_id)).first()
    if registration is None:
        raise NotFound(registration_id=registration_id)
    institution = registration.institution
    owner = Owner(institution_id=institution.id, ubigeo=institution.ubigeo)
    require(by.account, Act.FILE_PROCEDURES, owner)
    if procedure.role not in (None, registration.role):
        raise WrongState("case_registration_other")
    return Origin(registration)


def contested(session: Session, by: Applicant, about_id: int | None) -> Origin:
    """The file whose decision the applicant wants to be looked at again.

    Raises:
        NotFound: There is none, or it is another's.
        WrongState: It was not denied.
    """
    if about_id is None:
        raise NotFound
    about = read_own(session, about_id, by)
    if about.state is not CaseState.DENIED:
        raise WrongState("case_not_contestable")
    return Origin(about=about)


def require_admissible(session: Session, case: CaseFile, on: date) -> None:
    """Refuse what came too early or too late, what stands already, and what waits already.

    Raises:
        WrongState, InvalidFields: One of these holds; the words say what to do instead.
    """
    procedure = get_procedure(case.procedure)
    if case.registration_id is not None:
        _require_window(session.get_one(Registration, case.registration_id), procedure, on)
    if case.about_id is not None:
        _require_appeal_term(session, case.about_id, on)
    if case.ruc and procedure.effect is CaseEffect.REGISTER:
        _require_unregistered(session, case.ruc, procedure)
    _refuse_second(session, case, procedure)


def renewable_from(valid_to: date) -> date:
    """First day on which the renewal of a registration may be asked for."""
    return valid_to - NOTICE + ONE_DAY


def _require_window(registration: Registration, procedure: Procedure, on: date) -> None:
    if procedure.effect is not CaseEffect.RENEW:
        if registration.state is RegistrationState.WITHDRAWN:
            raise WrongState("case_registration_over")
        return
    if registration.state in REFUSED_STATES:
        raise WrongState(REFUSED_STATES[registration.state])
    opens_on = renewable_from(registration.valid_to)
    if on < opens_on:
        raise WrongState("case_renewal_early", valid_to=_told(registration.valid_to), opens_on=_told(opens_on))


def _require_appeal_term(session: Session, about_id: int, on: date) -> None:
    denials = CaseEvent.case_file_id == about_id, CaseEvent.kind == CaseEventKind.DENIED
    denial = session.scalars(select(CaseEvent).where(*denials).order_by(CaseEvent.id.desc()).limit(1)).first()
    due = appeals.last_day(session, denial) if denial is not None else None
    if due is not None and on > due:
        raise WrongState("case_contest_late", due_on=_told(due))


def _require_unregistered(session: Session, ruc: str, procedure: Procedure) -> None:
    statement = (
        select(Registration)
        .join(Registration.institution)
        .where(
            Institution.ruc == ruc,
            Registration.role == procedure.role,
            Registration.state != RegistrationState.WITHDRAWN,
        )
    )
    registered = session.scalars(statement).first()
    if registered is not None:
        told = {"role": registered.role.label.lower(), "valid_to": _told(registered.valid_to)}
        raise InvalidFields({"ruc": ("case_registered", told)})


def _refuse_second(session: Session, case: CaseFile, procedure: Procedure) -> None:
    same = _same(case, procedure)
    if same is None:
        return
    others = select(CaseFile.id).where(CaseFile.id != case.id, CaseFile.state.in_(WAITING), same)
    if session.scalars(others.limit(1)).first() is not None:
        raise InvalidFields({"ruc": ("case_known", {})})


def _same(case: CaseFile, procedure: Procedure) -> ColumnElement[bool] | None:
    """Files that ask for the same; None where several may be asked for at once, as proposals of activities."""
    if case.about_id is not None:
        return CaseFile.about_id == case.about_id
    if procedure.effect is CaseEffect.REGISTER and case.ruc:
        alike = [each.code for each in CATALOGUE.values() if _is_alike(each, procedure)]
        return (CaseFile.ruc == case.ruc) & CaseFile.procedure.in_(alike)
    if procedure.effect in (CaseEffect.RENEW, CaseEffect.WITHDRAW):
        return (CaseFile.registration_id == case.registration_id) & (CaseFile.procedure == case.procedure)
    return None


def _is_alike(one: Procedure, other: Procedure) -> bool:
    return one.effect is other.effect and one.role is other.role


def _told(day: date) -> str:
    return f"{day:%d/%m/%Y}"
