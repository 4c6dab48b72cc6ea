"""What an account is given beside its office: the institutions, units, prisons, offices or regions that are its own."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from registry.errors import InvalidFields
from registry.models import AccountScope, BeneficiaryUnit, Institution, Office
from registry.reference.prisons import prisons
from registry.reference.regional_offices import regional_offices
from registry.vocabulary.accounts import Role, ScopeKind

GIVEN_WIDELY = frozenset({ScopeKind.NATION, ScopeKind.REGION, ScopeKind.OFFICE})
GIVEN_A_PRISON = frozenset({ScopeKind.PRISON})
GIVEN_AN_INSTITUTION = frozenset({ScopeKind.INSTITUTION})
#: Kinds of things that each role may be given; a role without a row acts for its office alone.
KINDS: dict[Role, frozenset[ScopeKind]] = {
    Role.PRISON_WORK_OFFICER: GIVEN_A_PRISON,
    Role.EVALUATOR_HEALTH: GIVEN_A_PRISON,
    Role.EVALUATOR_PSYCHOLOGY: GIVEN_A_PRISON,
    Role.EVALUATOR_SOCIAL: GIVEN_A_PRISON,
    Role.EVALUATOR_WORK: GIVEN_A_PRISON,
    Role.REGISTRY_OFFICER: GIVEN_WIDELY,
    Role.AUDITOR: GIVEN_WIDELY,
    Role.INSTITUTION_MANAGER: GIVEN_AN_INSTITUTION,
    Role.UNIT_SUPERVISOR: frozenset({ScopeKind.UNIT}),
    Role.COMPANY_MANAGER: GIVEN_AN_INSTITUTION,
    Role.RELIGIOUS_REPRESENTATIVE: GIVEN_AN_INSTITUTION,
    Role.PRISON_DIRECTOR: GIVEN_A_PRISON,
}


class Scope(NamedTuple):
    """One thing given: a unit, institution or office by its number, a prison or region by its code, or the nation."""

    kind: ScopeKind
    key: str = ""


def granted(session: Session, role: Role, scopes: Sequence[Scope]) -> list[AccountScope]:
    """The rows that give an account of this role these things, each once.

    Raises:
        InvalidFields: The role is not given such things, or there is no such thing.
    """
    for scope in scopes:
        if scope.kind not in KINDS.get(role, frozenset()):
            raise InvalidFields({"scopes": ("scope_not_of_role", {"kind": scope.kind.label, "role": role.label})})
        if not _EXISTS[scope.kind](session, scope.key):
            raise InvalidFields({"scopes": ("scope_unknown", {"kind": scope.kind.label, "key": scope.key})})
    return [AccountScope(kind=scope.kind, key=scope.key) for scope in dict.fromkeys(scopes)]


def _has_row(model: type[Office | Institution | BeneficiaryUnit]) -> Callable[[Session, str], bool]:
    """Whether a table has the row; numbers are written as the database writes them."""

    def has_row(session: Session, key: str) -> bool:
        is_number = key.isascii() and key.isdigit() and str(int(key)) == key
        return is_number and session.get(model, int(key)) is not None

    return has_row


_EXISTS: dict[ScopeKind, Callable[[Session, str], bool]] = {
    ScopeKind.NATION: lambda _session, key: key == "",
    ScopeKind.REGION: lambda _session, key: key in {office.code for office in regional_offices()},
    ScopeKind.PRISON: lambda _session, key: key in {prison.code for prison in prisons()},
    ScopeKind.OFFICE: _has_row(Office),
    ScopeKind.INSTITUTION: _has_row(Institution),
    ScopeKind.UNIT: _has_row(BeneficiaryUnit),
}
