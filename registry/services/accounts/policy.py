"""Who may do what: one table from roles to acts."""

from enum import StrEnum

from registry.errors import NotAllowed
from registry.models import Account
from registry.vocabulary.accounts import Role


class Act(StrEnum):
    """Something that an officer does, named for the office's work."""

    KEEP_PEOPLE = "keep_people"
    KEEP_SENTENCES = "keep_sentences"
    ACCEPT_RANGE_EXCEPTION = "accept_range_exception"
    KEEP_INSTITUTIONS = "keep_institutions"
    REGISTER_INSTITUTIONS = "register_institutions"
    SUSPEND_REGISTRATIONS = "suspend_registrations"
    KEEP_UNITS = "keep_units"
    RUN_ROUNDS = "run_rounds"
    DECIDE_PLACEMENTS = "decide_placements"
    ISSUE_LETTERS = "issue_letters"
    KEEP_OFFICE = "keep_office"
    MANAGE_OFFICERS = "manage_officers"


CHIEFS_ONLY = frozenset(
    {Act.ACCEPT_RANGE_EXCEPTION, Act.SUSPEND_REGISTRATIONS, Act.KEEP_OFFICE, Act.MANAGE_OFFICERS},
)

POLICY: dict[Role, frozenset[Act]] = {
    Role.CASE_OFFICER: frozenset(Act) - CHIEFS_ONLY,
    Role.CHIEF: frozenset(Act),
}


def is_allowed(officer: Account, act: Act) -> bool:
    """Whether the officer's role includes the act."""
    return act in POLICY[officer.role]


def require(officer: Account, act: Act) -> None:
    """Refuse the act unless the officer's role includes it.

    Raises:
        NotAllowed: It does not.
    """
    if not is_allowed(officer, act):
        raise NotAllowed(act=act.value)
