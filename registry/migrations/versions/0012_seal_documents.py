"""Seal documents: their content and PDF carry names, and the code of a person's own page"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from registry.extensions.columns import keyring

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BATCH = 200
DOCUMENT = sa.table(
    "document", sa.column("id", sa.Integer), sa.column("content", sa.Text), sa.column("pdf", sa.LargeBinary)
)


def upgrade() -> None:
    ring = keyring()
    _rewrite(lambda content: ring.encrypt(content.encode()).decode(), ring.encrypt)


def downgrade() -> None:
    ring = keyring()
    _rewrite(lambda content: ring.decrypt(content.encode()).decode(), ring.decrypt)


def _rewrite(text: Callable[[str], str], pdf: Callable[[bytes], bytes]) -> None:
    connection, last = op.get_bind(), 0
    while rows := connection.execute(
        sa.select(DOCUMENT).where(DOCUMENT.c.id > last).order_by(DOCUMENT.c.id).limit(BATCH)
    ).all():
        for row in rows:
            values = {"content": text(row.content), "pdf": pdf(bytes(row.pdf))}
            connection.execute(sa.update(DOCUMENT).where(DOCUMENT.c.id == row.id).values(values))
        last = rows[-1].id
