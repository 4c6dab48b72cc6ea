"""Going on after the chain's end was broken: the gap stays for ever to be seen, and an entry says who went on."""

from sqlalchemy import func, select

from registry.errors import WrongState
from registry.extensions.database import transaction
from registry.services.audit.chaining import ENTRIES, HEADS, Head, move_head, read_head
from registry.services.audit.pen import record
from registry.vocabulary.accounts import AuditAction


def resume(*, at_least: int = 0) -> Head:
    """Seal the end anew after the highest number known, so that what was removed shows as missing.

    *at_least* is the highest number noted outside the database.

    Raises:
        WrongState: The end is sound; there is nothing to resume.
    """
    with transaction() as session:
        connection = session.connection()
        try:
            read_head(connection)
        except WrongState:
            pass
        else:
            raise WrongState("audit_chain_sound")
        told = connection.scalar(select(HEADS.c.number)) or 0
        last = connection.execute(
            select(ENTRIES.c.number, ENTRIES.c.hash).order_by(ENTRIES.c.number.desc()).limit(1)
        ).one()
        head = Head(max(told, at_least, last.number), last.hash)
        has_row = bool(connection.scalar(select(func.count()).select_from(HEADS)))
        move_head(connection, head, is_first=not has_row)
        record(AuditAction.UPDATED, HEADS.name, None, resumed_after=last.number, numbered_from=head.number + 1)
    return head
