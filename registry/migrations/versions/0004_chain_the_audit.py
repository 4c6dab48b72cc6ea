"""Chain the audit: number its rows without gaps, hash each one over the one before, and let none be changed

The rows that are already there are chained in their order: what was altered before cannot be told any more.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from flask import current_app

from registry.extensions.chain import BEGINNING, chain_key, head_seal, row_hash
from registry.migrations.guards import guard_audit, unguard_audit

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

BATCH = 5000
NEXT_ROWS = sa.text('SELECT * FROM audit_entry WHERE number > :after ORDER BY number LIMIT :most')
CHAIN = sa.text('UPDATE audit_entry SET number = :number, previous_hash = :previous_hash, hash = :hash'
                ' WHERE number = :old')  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table('audit_entry') as batch_op:
        batch_op.alter_column('id', new_column_name='number', existing_type=sa.Integer())
        batch_op.add_column(sa.Column('previous_hash', sa.String(64), nullable=True))
        batch_op.add_column(sa.Column('hash', sa.String(64), nullable=True))
    op.create_table(
        'audit_head',
        sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('hash', sa.String(64), nullable=False),
        sa.Column('seal', sa.String(64), nullable=False),
        sa.CheckConstraint('id = 1', name=op.f('ck__audit_head__only_one')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk__audit_head')),
    )
    chain_old_rows()
    with op.batch_alter_table('audit_entry') as batch_op:
        batch_op.alter_column('previous_hash', existing_type=sa.String(64), nullable=False)
        batch_op.alter_column('hash', existing_type=sa.String(64), nullable=False)
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER TABLE audit_entry ALTER number DROP DEFAULT')
        op.execute('DROP SEQUENCE audit_entry_id_seq')
    guard_audit()


def downgrade() -> None:
    unguard_audit()
    op.drop_table('audit_head')
    with op.batch_alter_table('audit_entry') as batch_op:
        batch_op.drop_column('hash')
        batch_op.drop_column('previous_hash')
        batch_op.alter_column('number', new_column_name='id', existing_type=sa.Integer())
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('CREATE SEQUENCE audit_entry_id_seq OWNED BY audit_entry.id')
        op.execute("SELECT setval('audit_entry_id_seq', (SELECT COALESCE(MAX(id), 0) + 1 FROM audit_entry), false)")
        op.execute("ALTER TABLE audit_entry ALTER id SET DEFAULT nextval('audit_entry_id_seq')")


def chain_old_rows() -> None:
    """Number and hash what is there, and seal the end."""
    connection, key = op.get_bind(), chain_key(current_app.config['DIGEST_KEY'])
    number, last, after = 0, BEGINNING, -1
    while rows := connection.execute(NEXT_ROWS, {'after': after, 'most': BATCH}).mappings().all():
        links: list[dict[str, Any]] = []
        after = rows[-1]['number']
        for row in rows:
            number += 1
            link = {'number': number, 'previous_hash': last}
            last = row_hash(key, {**row, **link})
            links.append({**link, 'hash': last, 'old': row['number']})
        connection.execute(CHAIN, links)
    if number:
        head = {'id': 1, 'number': number, 'hash': last, 'seal': head_seal(key, number, last)}
        connection.execute(sa.text('INSERT INTO audit_head VALUES (:id, :number, :hash, :seal)'), head)
