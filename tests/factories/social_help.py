"""Social-help institutions, who answers for them, and what they offer."""

from typing import Any

from registry.models import Institution, SocialService
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.institutions.social_services import HelpDetails, offer_help
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.social_help import HelpAudience, HelpKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.institutions import make_institution, make_registration


def make_helper(*, officer: Account | None = None, **overrides: Any) -> Institution:
    """An institution of Juliaca that is registered for social help until 2030."""
    officer = officer or make_officer()
    institution = make_institution(officer=officer, **overrides)
    make_registration(institution, officer=officer, role=InstitutionRole.SOCIAL_HELP)
    return institution


def make_manager(institution_id: int) -> Account:
    """Whoever answers for an institution."""
    scope = Scope(ScopeKind.INSTITUTION, str(institution_id))
    return make_account(Role.INSTITUTION_MANAGER, scopes=(scope,))


def make_service(institution: Institution, manager: Account | None = None, **overrides: Any) -> SocialService:
    """A place to sleep for people who were released in the province of San Román."""
    manager = manager or make_manager(institution.id)
    return offer_help(institution.id, help_details(**overrides), officer=manager)


def help_details(**overrides: Any) -> HelpDetails:
    given: dict[str, Any] = {
        "kind": HelpKind.SHELTER,
        "description": "Alojamiento por treinta días",
        "audiences": (HelpAudience.RELEASEES,),
        "districts": ("2111",),
        "how_to_ask": "Llame de 8 a 5",
        "phone": "051 321114",
    }
    return HelpDetails(**(given | overrides))
