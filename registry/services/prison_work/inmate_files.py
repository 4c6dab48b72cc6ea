"""Inmates' files as staff open them: every look is noted (art. 46 RPDP)."""

from registry.errors import NotAllowed
from registry.extensions.database import reading
from registry.models import Account, Inmate
from registry.services import audit
from registry.services.accounts.policy import Act, require
from registry.services.prison_work.inmate_reserved import reserved_columns, with_columns
from registry.services.prison_work.inmates import visible_inmate, whole_inmate
from registry.vocabulary.accounts import AuditAction


def open_inmate(inmate_id: int, *, officer: Account, purpose: str = "") -> Inmate:
    """The inmate with pavilion, stages and orders of alimony; the look is noted.

    With a *purpose* the reserved facts come along that the role needs; without one they stay shut.

    Raises:
        NotFound: No prison of the account keeps such a file.
        NotAllowed: The role does not include files, or none of their reserved facts.
        InvalidFields: The purpose says nothing.
    """
    reserved = _reserved(officer, purpose) if purpose else ()
    with reading() as session:
        whole = (*whole_inmate(), *(with_columns(reserved, purpose) if purpose else ()))
        inmate = visible_inmate(session, inmate_id, officer, *whole)
    with audit.for_purpose(purpose):
        audit.record(AuditAction.VIEWED, "inmate", inmate.id, **({"facts": "reserved"} if purpose else {}))
    return inmate


def _reserved(officer: Account, purpose: str) -> tuple[str, ...]:
    require(officer, Act.READ_INMATE_RESERVED)
    columns = reserved_columns(officer)
    if not columns:
        raise NotAllowed(act=Act.READ_INMATE_RESERVED.value)
    return columns
