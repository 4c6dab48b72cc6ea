"""Triggers that keep a table append-only, whoever asks; a migration that rebuilds such a table sets them again."""

from alembic import op

AUDIT = "audit_entry"


def guard(table: str) -> None:
    """Refuse every change and removal of a row of the table from here on."""
    for statement in _on_sqlite(table) if _is_sqlite() else _on_postgresql(table):
        op.execute(statement)


def unguard(table: str) -> None:
    """Let a migration change the table."""
    if _is_sqlite():
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {_name(table)}_{act}")
    else:
        op.execute(f"DROP TRIGGER {_name(table)} ON {table}")
        op.execute(f"DROP FUNCTION {_name(table)}()")


def guard_audit() -> None:
    """Refuse every change and removal of an audit row from here on."""
    guard(AUDIT)


def unguard_audit() -> None:
    """Let a migration change the audit's table."""
    unguard(AUDIT)


def _on_sqlite(table: str) -> list[str]:
    refusal = f"{table} is append-only"
    return [
        f"CREATE TRIGGER {_name(table)}_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        for act in ("update", "delete")
    ]


def _on_postgresql(table: str) -> list[str]:
    return [
        f"CREATE FUNCTION {_name(table)}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'insufficient_privilege'; END $$",
        f"CREATE TRIGGER {_name(table)} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {_name(table)}()",
    ]


def _name(table: str) -> str:
    return f"{table}_is_append_only"


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
