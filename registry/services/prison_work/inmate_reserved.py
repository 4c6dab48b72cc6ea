"""Reserved facts of inmates: they load for a stated purpose, and of each only what the reader's role needs."""

from collections.abc import Mapping

from sqlalchemy.orm import undefer
from sqlalchemy.orm.interfaces import ORMOption

from registry.errors import InvalidFields
from registry.models import Account, Inmate
from registry.services.people.reserved import SHORTEST_PURPOSE
from registry.vocabulary.accounts import Role

ALL = ("offences", "legal_marks", "unable", "exclusions")
#: What each profession weighs: health the limits, psychology and social work why the offence was done (RPROD art. 19).
WEIGHED: Mapping[Role, tuple[str, ...]] = {
    Role.EVALUATOR_HEALTH: ("unable",),
    Role.EVALUATOR_PSYCHOLOGY: ("offences",),
    Role.EVALUATOR_SOCIAL: ("offences",),
    Role.EVALUATOR_WORK: (),
}


def reserved_columns(officer: Account) -> tuple[str, ...]:
    """The reserved columns that an account's role may look at."""
    return WEIGHED.get(officer.role, ALL)


def with_columns(columns: tuple[str, ...], purpose: str) -> tuple[ORMOption, ...]:
    """Let a query bring some reserved columns of inmates.

    Raises:
        InvalidFields: No purpose that says anything is stated.
    """
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise InvalidFields({"purpose": ("purpose_required", {})})
    return tuple(undefer(getattr(Inmate, column)) for column in columns)
