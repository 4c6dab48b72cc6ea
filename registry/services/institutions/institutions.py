"""Institutions: legal persons that every office sees and keeps."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, selectinload
from stdnum.pe import ruc as taxpayer

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, BeneficiaryUnit, Institution, Registration
from registry.models.institutions.registration import NOTICE
from registry.services.accounts.policy import Act, Owner, reach_of, require, within
from registry.services.institutions.details import InstitutionDetails
from registry.services.institutions.searching import SEARCHED, holding
from registry.services.locations import ubigeo_problems
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, RegistrationState
from registry.vocabulary.spelling import fold


@dataclass(frozen=True)
class InstitutionFilter:
    """What a list of institutions is narrowed to; an empty field narrows nothing."""

    #: Words of the name or digits of the RUC, without accents.
    search: str = ""
    nature: InstitutionNature | None = None
    #: First digits of the ubigeo: department, province or district.
    ubigeo: str = ""
    #: With a registration as a unit that on this day is about to expire, or expired without being renewed.
    expiring_on: date | None = None
    #: With an open unit in this office.
    office_id: int | None = None


def register_institution(details: InstitutionDetails, *, officer: Account) -> Institution:
    """Enter an institution; a RUC is entered once, whichever the office.

    Raises:
        InvalidFields: A field breaks a rule, or the RUC is known.
    """
    require(officer, Act.KEEP_INSTITUTIONS)
    refuse(_problems(details) | _place_problems(details, officer))
    with transaction() as session:
        _refuse_known_ruc(session, details.ruc)
        return _enter(session, details)


def change_institution(
    institution_id: int, details: InstitutionDetails, *, version: int, officer: Account
) -> Institution:
    """Correct an institution's facts.

    Raises:
        NotFound: There is none with this key.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule, or the RUC is another institution's.
    """
    require(officer, Act.KEEP_INSTITUTIONS)
    refuse(_problems(details) | _place_problems(details, officer))
    with transaction() as session:
        institution = visible_institution(session, institution_id, officer, Act.KEEP_INSTITUTIONS)
        require_version(institution.version, version)
        _refuse_known_ruc(session, details.ruc, institution_id)
        with saving(session, refuse_rival=lambda: _refuse_known_ruc(session, details.ruc, institution_id)):
            _write(institution, details)
        return institution


def keep_by_ruc(session: Session, details: InstitutionDetails) -> Institution:
    """The institution with this RUC, corrected, or entered where it is new; held until the caller's transaction ends.

    For services that have settled that it may be done.

    Raises:
        InvalidFields: A field breaks a rule, or somebody entered the RUC this moment.
    """
    refuse(_problems(details))
    own = select(Institution).where(Institution.ruc == details.ruc).with_for_update()
    known = session.scalars(own.options(selectinload(Institution.registrations))).first()
    if known is None:
        return _enter(session, details)
    _write(known, details)
    session.flush()
    return known


def get_institution(institution_id: int, *, officer: Account, act: Act = Act.READ_INSTITUTIONS) -> Institution:
    """The institution with its registrations, for somebody who reads it, or is about to do the act.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within the act's reach.
    """
    with reading() as session:
        return visible_institution(session, institution_id, officer, act)


def list_institutions(
    wanted: InstitutionFilter | None = None, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[Institution]:
    """Institutions within reach by name, with their registrations."""
    wanted = wanted or InstitutionFilter()
    reached = within(officer, Act.READ_INSTITUTIONS, institution=Institution.id, ubigeo=Institution.ubigeo)
    statement = _with_registrations().where(reached, *holding(Institution.search_text, wanted.search))
    if wanted.nature is not None:
        statement = statement.where(Institution.nature == wanted.nature)
    if wanted.ubigeo:
        statement = statement.where(Institution.ubigeo.startswith(wanted.ubigeo, autoescape=True))
    if wanted.expiring_on is not None:
        statement = statement.where(Institution.registrations.any(_expires(wanted.expiring_on)))
    if wanted.office_id is not None:
        statement = statement.where(_receives_in(wanted.office_id))
    with reading() as session:
        return cut(session, statement.order_by(Institution.search_text, Institution.id), page, per_page)


def _expires(day: date) -> ColumnElement[bool]:
    return and_(
        Registration.role == InstitutionRole.BENEFICIARY_UNIT,
        Registration.state == RegistrationState.CURRENT,
        Registration.valid_to < day + NOTICE,
    )


def _receives_in(office_id: int) -> ColumnElement[bool]:
    unit = select(BeneficiaryUnit.id).where(
        BeneficiaryUnit.institution_id == Institution.id,
        BeneficiaryUnit.office_id == office_id,
        BeneficiaryUnit.is_open,
    )
    return unit.exists()


def visible_institution(session: Session, institution_id: int, officer: Account, act: Act) -> Institution:
    """The institution as `loaded_institution` gives it, if the act of the officer reaches it.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: There is none with this key within reach.
    """
    institution = loaded_institution(session, institution_id)
    require(officer, act, Owner(institution_id=institution.id, ubigeo=institution.ubigeo))
    return institution


def loaded_institution(session: Session, institution_id: int) -> Institution:
    """The institution with its registrations, for services that have a session.

    What the session holds already is taken as it is, so that loading thousands of units asks nothing twice.

    Raises:
        NotFound: There is none with this key.
    """
    institution = session.get(Institution, institution_id, options=[selectinload(Institution.registrations)])
    if institution is None:
        raise NotFound(institution_id=institution_id)
    return institution


def _with_registrations() -> Select[Institution]:
    return select(Institution).options(selectinload(Institution.registrations))


def _enter(session: Session, details: InstitutionDetails) -> Institution:
    institution = Institution(**asdict(details), search_text=_search_text(details), registrations=[])
    with saving(session, refuse_rival=lambda: _refuse_known_ruc(session, details.ruc)):
        session.add(institution)
    return institution


def _write(institution: Institution, details: InstitutionDetails) -> None:
    for column, value in asdict(details).items():
        setattr(institution, column, value)
    institution.search_text = _search_text(details)


def _search_text(details: InstitutionDetails) -> str:
    return fold(details.name, details.ruc)[:SEARCHED]


def _problems(details: InstitutionDetails) -> Problems:
    problems = ubigeo_problems(details.ubigeo)
    if not taxpayer.is_valid(details.ruc):
        problems["ruc"] = ("ruc_wrong", {"ruc": details.ruc})
    if not details.name.strip():
        problems["name"] = ("required", {})
    if details.nature is InstitutionNature.PRIVATE_SOCIAL and not details.social_purpose.strip():
        problems["social_purpose"] = ("private_needs_purpose", {})
    return problems


def _place_problems(details: InstitutionDetails, officer: Account) -> Problems:
    """Who keeps the institutions of a region enters none elsewhere."""
    if reach_of(officer, Act.KEEP_INSTITUTIONS).covers(Owner(ubigeo=details.ubigeo)):
        return {}
    return {"ubigeo": ("place_out_of_reach", {})}


def _refuse_known_ruc(session: Session, ruc: str, own_id: int | None = None) -> None:
    known = session.scalars(select(Institution).where(Institution.ruc == ruc)).first()
    if known is not None and known.id != own_id:
        raise InvalidFields({"ruc": ("institution_known", {"name": known.name, "institution_id": known.id})})
