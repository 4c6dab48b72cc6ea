"""Help that registered institutions offer to people in prison and after release; `help_directory` shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, Institution, SocialService
from registry.reference.places import is_known_area
from registry.services.accounts.policy import Act, Owner, require
from registry.services.institutions.institutions import visible_institution
from registry.services.saving import Problems, refuse, require_version
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.social_help import MOST_DISTRICTS, HelpAudience, HelpKind


@dataclass(frozen=True)
class HelpDetails:
    """A help as its institution tells it; *districts* are ubigeos, or their first digits for a wider area."""

    kind: HelpKind
    description: str
    audiences: tuple[HelpAudience, ...]
    districts: tuple[str, ...]
    how_to_ask: str = ""
    phone: str = ""


def offer_help(institution_id: int, details: HelpDetails, *, officer: Account) -> SocialService:
    """Publish a help of an institution that is registered for it.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: The institution is not the account's.
        WrongState: It is not registered as a social-help institution (`help_needs_registration`).
        InvalidFields: A field breaks a rule.
    """
    require(officer, Act.OFFER_HELP)
    refuse(help_problems(details))
    with transaction() as session:
        institution = visible_institution(session, institution_id, officer, Act.OFFER_HELP)
        _require_registered(institution)
        service = SocialService(**_columns(details), institution=institution)
        session.add(service)
        session.flush()
        return service


def record_help(session: Session, institution: Institution, offered: Iterable[HelpDetails]) -> list[SocialService]:
    """Enter what an approved case file told, for services that have a transaction."""
    services = [SocialService(**_columns(details), institution=institution) for details in offered]
    session.add_all(services)
    session.flush()
    return services


def change_help(service_id: int, details: HelpDetails, *, version: int, officer: Account) -> SocialService:
    """Correct a help.

    Raises:
        NotFound: It is not of the account's institution.
        StaleVersion: Somebody saved it after *version*.
        InvalidFields: A field breaks a rule.
    """
    require(officer, Act.OFFER_HELP)
    refuse(help_problems(details))
    with transaction() as session:
        service = _visible(session, service_id, officer)
        require_version(service.version, version)
        for column, value in _columns(details).items():
            setattr(service, column, value)
        session.flush()
        return service


def set_offered(service_id: int, is_offered: bool, *, version: int, officer: Account) -> SocialService:
    """Take a help out of the directory, or bring it back.

    Raises:
        NotFound: It is not of the account's institution.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is there, or gone, already.
    """
    require(officer, Act.OFFER_HELP)
    with transaction() as session:
        service = _visible(session, service_id, officer)
        require_version(service.version, version)
        if service.is_offered is is_offered:
            raise WrongState("help_offered_already" if is_offered else "help_stopped_already")
        service.is_offered = is_offered
        session.flush()
        return service


def get_help(service_id: int, *, officer: Account) -> SocialService:
    """A help of the account's institution, with this.

    Raises:
        NotFound: It is not of the account's institution.
    """
    with reading() as session:
        return _visible(session, service_id, officer)


def list_help(institution_id: int, *, officer: Account) -> Sequence[SocialService]:
    """What an institution offers or offered, in the order in which it was entered.

    Raises:
        NotFound: The institution is not the account's.
    """
    with reading() as session:
        visible_institution(session, institution_id, officer, Act.OFFER_HELP)
        own = select(SocialService).where(SocialService.institution_id == institution_id)
        return session.scalars(own.options(joinedload(SocialService.institution)).order_by(SocialService.id)).all()


def help_problems(details: HelpDetails) -> Problems:
    """What is wrong with a help that is told."""
    problems: Problems = {}
    if not details.description.strip():
        problems["description"] = ("required", {})
    if not details.audiences:
        problems["audiences"] = ("help_for_nobody", {})
    if not 0 < len(details.districts) <= MOST_DISTRICTS:
        problems["districts"] = ("help_nowhere", {"most": MOST_DISTRICTS})
    elif unknown := [code for code in details.districts if not is_known_area(code)]:
        problems["districts"] = ("help_area_unknown", {"codes": ", ".join(unknown)})
    return problems


def _columns(details: HelpDetails) -> dict[str, Any]:
    return {**asdict(details), "audiences": list(details.audiences), "districts": list(details.districts)}


def _visible(session: Session, service_id: int, officer: Account) -> SocialService:
    whole = [joinedload(SocialService.institution).options(selectinload(Institution.registrations))]
    service = session.get(SocialService, service_id, options=whole)
    if service is None:
        raise NotFound(service_id=service_id)
    institution = service.institution
    require(officer, Act.OFFER_HELP, Owner(institution_id=institution.id, ubigeo=institution.ubigeo))
    return service


def _require_registered(institution: Institution) -> None:
    is_registered = any(
        registration.role is InstitutionRole.SOCIAL_HELP and registration.state is not RegistrationState.WITHDRAWN
        for registration in institution.registrations
    )
    if not is_registered:
        raise WrongState("help_needs_registration", institution=institution.name)
