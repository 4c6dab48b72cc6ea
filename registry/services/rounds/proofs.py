"""The proof of a round, and its files for whoever wants to check it."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Account, Round
from registry.services import audit
from registry.services.accounts.policy import Act, within
from registry.services.planning import proving
from registry.services.planning.proving import Proof as Proof
from registry.vocabulary.accounts import AuditAction


def get_proof(public_id: str, *, officer: Account) -> Proof:
    """The claims of a round's plan.

    Raises:
        NotFound: The office has no such round, or it has no plan.
        WrongState: An earlier version of the matcher computed it (`round_by_earlier_version`).
    """
    return proving.read_proof(*_frozen(public_id, officer))


def export_problem(public_id: str, *, officer: Account) -> bytes:
    """The problem that a round solved, as `python -m matching verify` reads it; the export is noted.

    Raises:
        NotFound: The office has no such round, or it has no plan.
        WrongState: An earlier version of the matcher computed it (`round_by_earlier_version`).
    """
    problem = proving.problem_file(*_frozen(public_id, officer))
    _note(public_id)
    return problem


def export_plan(public_id: str, *, officer: Account) -> bytes:
    """The plan of a round, as `python -m matching verify` reads it; the export is noted.

    Raises:
        NotFound: The office has no such round, or it has no plan.
    """
    _, plan = _frozen(public_id, officer)
    _note(public_id)
    return proving.plan_file(plan)


def _frozen(public_id: str, officer: Account) -> tuple[bytes, bytes]:
    statement = select(Round).where(
        Round.public_id == public_id, within(officer, Act.READ_ROUNDS, office=Round.office_id)
    )
    with reading() as session:
        found = session.scalars(statement.options(undefer(Round.frozen_instance), undefer(Round.frozen_plan))).first()
    if found is None or found.frozen_instance is None or found.frozen_plan is None:
        raise NotFound("round_without_plan", round=public_id)
    return found.frozen_instance, found.frozen_plan


def _note(public_id: str) -> None:
    audit.record(AuditAction.EXPORTED, "round", round=public_id)
