"""Triggers that keep the audit append-only, whoever asks; a migration that rebuilds its table sets them again."""

from alembic import op

TABLE = "audit_entry"
GUARD = f"{TABLE}_is_append_only"
REFUSAL = "audit_entry is append-only"

SQLITE = [
    f"CREATE TRIGGER {GUARD}_{act} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("update", "delete")
]
POSTGRES = [
    f"CREATE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'insufficient_privilege'; END $$",
    f"CREATE TRIGGER {GUARD} BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION {GUARD}()",
]


def guard_audit() -> None:
    """Refuse every change and removal of an audit row from here on."""
    for statement in SQLITE if _is_sqlite() else POSTGRES:
        op.execute(statement)


def unguard_audit() -> None:
    """Let a migration change the table."""
    if _is_sqlite():
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {GUARD}_{act}")
    else:
        op.execute(f"DROP TRIGGER {GUARD} ON {TABLE}")
        op.execute(f"DROP FUNCTION {GUARD}()")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
