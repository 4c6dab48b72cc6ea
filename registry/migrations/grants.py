"""Two database roles on PostgreSQL: one owns the tables and migrates them, the application signs in as another.

The second may not change or remove a row of the audit or of the attendance ledger, nor switch off the triggers that
refuse it to everybody.
"""

from sqlalchemy import Connection, text

from registry.errors import WrongState
from registry.extensions.database import db

OWN_SCHEMAS = ("public", "dbos")
#: What the application's role may do with single tables, where that is less than with the others.
NARROWER = {
    "public.audit_entry": "SELECT, INSERT",
    "public.attendance_entry": "SELECT, INSERT, UPDATE (remark)",
    "public.placement_week": "SELECT, INSERT",
    "public.audit_head": "SELECT, INSERT, UPDATE",
    "public.alembic_version": "SELECT",
}
ROLE = text(
    "SELECT rolsuper OR pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'audit_entry'::regclass), 'MEMBER')"
    " FROM pg_roles WHERE rolname = :role"
)
SCHEMAS = text("SELECT nspname FROM pg_namespace WHERE nspname = ANY(:names)")


def grant(role: str) -> None:
    """Give a role what the application needs and no more; to be said again after each upgrade.

    Raises:
        WrongState: The database is not PostgreSQL, or the role is missing or could lift its own limits.
    """
    if db.engine.dialect.name != "postgresql":
        raise WrongState("grants_need_postgresql")
    with db.engine.begin() as connection:
        is_too_strong = connection.scalar(ROLE, {"role": role})
        if is_too_strong is None:
            raise WrongState("database_role_missing", role=role)
        if is_too_strong:
            raise WrongState("database_role_too_strong", role=role)
        for statement in _statements(connection, connection.dialect.identifier_preparer.quote_identifier(role)):
            connection.exec_driver_sql(statement)


def _statements(connection: Connection, role: str) -> list[str]:
    present = connection.scalars(SCHEMAS, {"names": list(OWN_SCHEMAS)}).all()
    wide = [statement for schema in present for statement in _wide(schema, role)]
    narrow = [
        statement
        for table, rights in NARROWER.items()
        for statement in (f"REVOKE ALL ON {table} FROM {role}", f"GRANT {rights} ON {table} TO {role}")
    ]
    return wide + narrow


def _wide(schema: str, role: str) -> list[str]:
    return [
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ]
