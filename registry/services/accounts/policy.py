"""Who may do what, and with whose things: one table from roles to acts and how far each goes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.errors import NotAllowed, NotFound
from registry.models import Account, Office
from registry.services.accounts.extent import Extent, Owner, extent_of
from registry.vocabulary.accounts import Act, Reach, Role

__all__ = [
    "POLICY",
    "Act",
    "Owner",
    "is_allowed",
    "own_office_id",
    "reach_of",
    "require",
    "require_within",
    "roles_for",
    "within",
]

#: An office's whole story: its people from the court's paper to the letters.
CASES: dict[Act, Reach] = {
    Act.READ_PEOPLE: Reach.OFFICE,
    Act.READ_RESERVED: Reach.OFFICE,
    Act.KEEP_PEOPLE: Reach.OFFICE,
    Act.KEEP_SENTENCES: Reach.OFFICE,
    Act.READ_INSTITUTIONS: Reach.NATION,
    Act.KEEP_INSTITUTIONS: Reach.NATION,
    Act.REGISTER_INSTITUTIONS: Reach.NATION,
    Act.READ_UNITS: Reach.OFFICE,
    Act.ADD_UNITS: Reach.OFFICE,
    Act.KEEP_UNITS: Reach.OFFICE,
    Act.READ_ATTENDANTS: Reach.OFFICE,
    Act.READ_ROUNDS: Reach.OFFICE,
    Act.RUN_ROUNDS: Reach.OFFICE,
    Act.DECIDE_PLACEMENTS: Reach.OFFICE,
    Act.READ_PLACEMENTS: Reach.OFFICE,
    Act.ISSUE_LETTERS: Reach.OFFICE,
    Act.CHANGE_PLACEMENTS: Reach.OFFICE,
    Act.READ_ATTENDANCE: Reach.OFFICE,
    Act.KEEP_ATTENDANCE: Reach.OFFICE,
    Act.CLOSE_SHEETS: Reach.OFFICE,
    Act.JUDGE_BREACHES: Reach.OFFICE,
    Act.ANSWER_RIGHTS: Reach.OFFICE,
    Act.READ_OFFICES: Reach.NATION,
    Act.FILE_PROCEDURES: Reach.NATION,
    Act.READ_CASES: Reach.OFFICE,
    Act.REVIEW_CASES: Reach.OFFICE,
    Act.READ_AGREEMENTS: Reach.NATION,
    Act.KEEP_AGREEMENTS: Reach.OFFICE,
}
#: What a chief signs for, beyond the cases.
CHIEFS: dict[Act, Reach] = {
    Act.ACCEPT_RANGE_EXCEPTION: Reach.OFFICE,
    Act.SUSPEND_REGISTRATIONS: Reach.NATION,
    Act.EXPORT_RECORDS: Reach.OFFICE,
    Act.KEEP_OFFICES: Reach.OFFICE,
    Act.MANAGE_ACCOUNTS: Reach.OFFICE,
    Act.REVIEW_PRIVILEGES: Reach.OFFICE,
    Act.READ_INCIDENTS: Reach.NATION,
    Act.ASSIGN_CASES: Reach.OFFICE,
    Act.GIVE_OPINIONS: Reach.OFFICE,
    Act.DECIDE_CASES: Reach.OFFICE,
    Act.SIGN_AGREEMENTS: Reach.OFFICE,
    Act.READ_AGENTS: Reach.NATION,
    Act.ISSUE_CREDENTIALS: Reach.NATION,
}
#: What everybody who works inside a prison sees of the productive work there.
INSIDE: dict[Act, Reach] = {
    Act.READ_OFFICES: Reach.NATION,
    Act.READ_WORKSHOPS: Reach.PRISON,
    Act.READ_INMATES: Reach.PRISON,
    Act.READ_APPLICATIONS: Reach.PRISON,
}
#: Of the four professions: each evaluates as what it is.
EVALUATORS: dict[Act, Reach] = INSIDE | {
    Act.READ_INMATE_RESERVED: Reach.PRISON,
    Act.EVALUATE_APPLICATIONS: Reach.PRISON,
}
#: Of those who keep the productive work of a prison.
WORK: dict[Act, Reach] = INSIDE | {
    Act.KEEP_WORKSHOPS: Reach.PRISON,
    Act.POST_ACTIVITIES: Reach.PRISON,
    Act.KEEP_INMATES: Reach.PRISON,
    Act.READ_INMATE_RESERVED: Reach.PRISON,
    Act.KEEP_APPLICATIONS: Reach.PRISON,
    Act.RUN_WORK_ROUNDS: Reach.PRISON,
    Act.READ_ASSIGNMENTS: Reach.PRISON,
    Act.READ_WORK_RECORD: Reach.PRISON,
    Act.KEEP_WORK_RECORD: Reach.PRISON,
    Act.CLOSE_WORK_SHEETS: Reach.PRISON,
    Act.KEEP_SETTLEMENTS: Reach.PRISON,
}
#: What whoever answers for an institution does for it, whatever it is registered as.
OUTSIDE: dict[Act, Reach] = {
    Act.READ_INSTITUTIONS: Reach.INSTITUTION,
    Act.FILE_PROCEDURES: Reach.INSTITUTION,
    Act.READ_CASES: Reach.INSTITUTION,
    Act.READ_AGREEMENTS: Reach.INSTITUTION,
}

POLICY: dict[Role, Mapping[Act, Reach]] = {
    Role.CASE_OFFICER: CASES,
    Role.CHIEF: CASES | CHIEFS,
    Role.PRISON_WORK_OFFICER: WORK,
    Role.EVALUATOR_HEALTH: EVALUATORS,
    Role.EVALUATOR_PSYCHOLOGY: EVALUATORS,
    Role.EVALUATOR_SOCIAL: EVALUATORS,
    Role.EVALUATOR_WORK: EVALUATORS,
    Role.REGISTRY_OFFICER: {
        Act.READ_INSTITUTIONS: Reach.NATION,
        Act.KEEP_INSTITUTIONS: Reach.ASSIGNED,
        Act.REGISTER_INSTITUTIONS: Reach.ASSIGNED,
        Act.SUSPEND_REGISTRATIONS: Reach.ASSIGNED,
        Act.READ_UNITS: Reach.ASSIGNED,
        Act.KEEP_UNITS: Reach.ASSIGNED,
        Act.READ_OFFICES: Reach.NATION,
        Act.FILE_PROCEDURES: Reach.NATION,
        Act.READ_CASES: Reach.ASSIGNED,
        Act.REVIEW_CASES: Reach.ASSIGNED,
        Act.ASSIGN_CASES: Reach.ASSIGNED,
        Act.GIVE_OPINIONS: Reach.ASSIGNED,
        Act.DECIDE_CASES: Reach.ASSIGNED,
        Act.READ_AGREEMENTS: Reach.NATION,
        Act.KEEP_AGREEMENTS: Reach.ASSIGNED,
        Act.READ_AGENTS: Reach.NATION,
        Act.ISSUE_CREDENTIALS: Reach.NATION,
    },
    Role.AUDITOR: {
        Act.READ_AUDIT: Reach.ASSIGNED,
        Act.READ_PEOPLE: Reach.ASSIGNED,
        Act.READ_INSTITUTIONS: Reach.NATION,
        Act.READ_UNITS: Reach.ASSIGNED,
        Act.READ_ROUNDS: Reach.ASSIGNED,
        Act.READ_PLACEMENTS: Reach.ASSIGNED,
        Act.READ_ATTENDANCE: Reach.ASSIGNED,
        Act.READ_INCIDENTS: Reach.NATION,
        Act.READ_OFFICES: Reach.NATION,
        Act.READ_CASES: Reach.ASSIGNED,
        Act.READ_AGREEMENTS: Reach.NATION,
    },
    Role.ADMINISTRATOR: {
        Act.READ_OFFICES: Reach.NATION,
        Act.KEEP_OFFICES: Reach.NATION,
        Act.MANAGE_ACCOUNTS: Reach.NATION,
        Act.REVIEW_PRIVILEGES: Reach.NATION,
        Act.KEEP_INCIDENTS: Reach.NATION,
        Act.KEEP_PROCEDURES: Reach.NATION,
        Act.READ_INCIDENTS: Reach.NATION,
    },
    Role.INSTITUTION_MANAGER: OUTSIDE
    | {
        Act.READ_UNITS: Reach.INSTITUTION,
        Act.OFFER_VACANCIES: Reach.INSTITUTION,
        Act.OFFER_HELP: Reach.INSTITUTION,
    },
    Role.UNIT_SUPERVISOR: {
        Act.READ_UNITS: Reach.UNIT,
        Act.READ_ATTENDANTS: Reach.UNIT,
        Act.READ_ATTENDANCE: Reach.UNIT,
        Act.KEEP_ATTENDANCE: Reach.UNIT,
        Act.CLOSE_SHEETS: Reach.UNIT,
    },
    Role.COMPANY_MANAGER: OUTSIDE
    | {
        Act.READ_WORKSHOPS: Reach.INSTITUTION,
        Act.POST_ACTIVITIES: Reach.INSTITUTION,
        Act.READ_WORK_RECORD: Reach.INSTITUTION,
    },
    Role.RELIGIOUS_REPRESENTATIVE: OUTSIDE
    | {
        Act.READ_AGENTS: Reach.INSTITUTION,
        Act.KEEP_AGENTS: Reach.INSTITUTION,
        Act.READ_VISITS: Reach.INSTITUTION,
        Act.REQUEST_VISITS: Reach.INSTITUTION,
    },
    Role.PRISON_DIRECTOR: WORK
    | {
        Act.READ_VISITS: Reach.PRISON,
        Act.DECIDE_VISITS: Reach.PRISON,
        Act.PUBLISH_ACTIVITIES: Reach.PRISON,
        Act.SETTLE_EVALUATIONS: Reach.PRISON,
        Act.DECIDE_ASSIGNMENTS: Reach.PRISON,
        Act.SIGN_SETTLEMENTS: Reach.PRISON,
        Act.ISSUE_WORK_CERTIFICATES: Reach.PRISON,
    },
}


def is_allowed(account: Account, act: Act) -> bool:
    """Whether the account's role includes the act, whosever thing it is."""
    return act in POLICY[account.role]


def require(account: Account, act: Act, owner: Owner | None = None) -> None:
    """Refuse the act unless the role includes it and, where an *owner* is named, reaches what is theirs.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: The thing is another's; that it exists is not told.
    """
    extent = reach_of(account, act)
    if owner is not None and not extent.covers(owner):
        raise NotFound(act=act.value)


def require_within(session: Session, account: Account, act: Act, owner: Owner) -> None:
    """As `require`, for what belongs to an office whose region may have to be looked up first.

    Raises:
        NotAllowed: The role does not include the act.
        NotFound: The thing is another's.
    """
    if reach_of(account, act).regions and owner.office_id is not None:
        region = session.scalar(select(Office.region).where(Office.id == owner.office_id))
        owner = replace(owner, region=region or "")
    require(account, act, owner)


def within(account: Account, act: Act, **columns: Any) -> ColumnElement[bool]:
    """Rows that the account reaches by the act, for the `where` of a query.

    *columns* are `office`, `institution`, `unit` and `ubigeo`: those of the query that say whose a row is.

    Raises:
        NotAllowed: The role does not include the act.
    """
    return reach_of(account, act).condition(columns)


def reach_of(account: Account, act: Act) -> Extent:
    """What the account reaches by an act.

    Raises:
        NotAllowed: The role does not include it.
    """
    reach = POLICY[account.role].get(act)
    if reach is None:
        raise NotAllowed(act=act.value, what=act.label, whose=", ".join(role.label for role in roles_for(act)))
    return extent_of(account, reach)


def own_office_id(account: Account) -> int:
    """Office for which the account acts.

    Raises:
        NotFound: It belongs to none.
    """
    if account.office_id is None:
        raise NotFound(account_id=account.id)
    return account.office_id


def roles_for(act: Act) -> tuple[Role, ...]:
    """Roles that include the act."""
    return tuple(role for role, acts in POLICY.items() if act in acts)
