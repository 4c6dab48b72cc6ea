"""Triggers that keep a table append-only, whoever asks; a migration that rebuilds such a table sets them again."""

import sqlalchemy as sa
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


def guard_all_but(table: str, sealed: str) -> None:
    """Refuse every removal, and every change but that of one encrypted column, whose key can be renewed so.

    What stands there gives way to something, and nothing to nothing; that it says the same, its seal alone tells.
    """
    for statement in _on_sqlite(table, sealed) if _is_sqlite() else _on_postgresql(table, sealed):
        op.execute(statement)


def unguard_all_but(table: str, sealed: str) -> None:
    """Let a migration change the table."""
    op.execute(f"DROP TRIGGER {_name(table)}_{sealed}" + ("" if _is_sqlite() else f" ON {table}"))
    unguard(table)


def guard_audit() -> None:
    """Refuse every change and removal of an audit row from here on."""
    guard(AUDIT)


def unguard_audit() -> None:
    """Let a migration change the audit's table."""
    unguard(AUDIT)


def _on_sqlite(table: str, sealed: str = "") -> list[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    acts = {"update": f"UPDATE{_of_others(table, sealed)}", "delete": "DELETE"}
    statements = [
        f"CREATE TRIGGER {_name(table)}_{act} BEFORE {when} ON {table} {refusal}" for act, when in acts.items()
    ]
    if sealed:
        statements.append(
            f"CREATE TRIGGER {_name(table)}_{sealed} BEFORE UPDATE OF {sealed} ON {table}"
            f" WHEN {_appears(sealed)} {refusal}"
        )
    return statements


def _on_postgresql(table: str, sealed: str = "") -> list[str]:
    statements = [
        f"CREATE FUNCTION {_name(table)}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'insufficient_privilege'; END $$",
        f"CREATE TRIGGER {_name(table)} BEFORE UPDATE{_of_others(table, sealed)} OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {_name(table)}()",
    ]
    if sealed:
        statements.append(
            f"CREATE TRIGGER {_name(table)}_{sealed} BEFORE UPDATE OF {sealed} ON {table}"
            f" FOR EACH ROW WHEN ({_appears(sealed)}) EXECUTE FUNCTION {_name(table)}()"
        )
    return statements


def _of_others(table: str, sealed: str) -> str:
    """The columns whose change is refused; all of them where none is sealed."""
    if not sealed:
        return ""
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    return " OF " + ", ".join(name for name in columns if name != sealed)


def _appears(sealed: str) -> str:
    """Whether a change leaves something where nothing was, or nothing where something was."""
    return f"(OLD.{sealed} IS NULL) <> (NEW.{sealed} IS NULL)"


def _name(table: str) -> str:
    return f"{table}_is_append_only"


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
