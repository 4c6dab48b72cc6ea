"""Secure the sign-in: sessions, second factors, one-time links, letters owed and failed tries get tables

Everybody signs in once more afterwards. Accounts that wait for their holder have no password.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('account') as batch_op:
        batch_op.drop_constraint('uq__account__session_key', type_='unique')
        batch_op.drop_column('session_key')
        batch_op.drop_column('failed_sign_ins')
        batch_op.drop_column('locked_until')
        batch_op.alter_column('password_hash', existing_type=sa.String(length=200), nullable=True)
    with op.batch_alter_table('api_token') as batch_op:
        batch_op.add_column(sa.Column('name', sa.String(length=60), server_default='', nullable=False))
        batch_op.add_column(sa.Column('scope', sa.String(length=32), server_default='write', nullable=False))
        batch_op.create_check_constraint(op.f('ck__api_token__scope'), sa.text("scope IN ('read', 'write')"))
    with op.batch_alter_table('api_token') as batch_op:
        batch_op.alter_column('name', existing_type=sa.String(length=60), server_default=None)
        batch_op.alter_column('scope', existing_type=sa.String(length=32), server_default=None)
    create_sessions()
    create_factors()
    create_links_and_mails()
    op.create_table('failed_tries',
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('key', name=op.f('pk__failed_tries'))
    )
    op.create_index(op.f('ix__failed_tries__last_at'), 'failed_tries', ['last_at'])


def downgrade() -> None:
    for table in ('failed_tries', 'outgoing_mail', 'one_time_link', 'recovery_code', 'second_factor', 'sign_in_session'):
        op.drop_table(table)
    with op.batch_alter_table('api_token') as batch_op:
        batch_op.drop_constraint(op.f('ck__api_token__scope'), type_='check')
        batch_op.drop_column('scope')
        batch_op.drop_column('name')
    op.execute("UPDATE account SET is_active = false, password_hash = '!' WHERE password_hash IS NULL")
    with op.batch_alter_table('account') as batch_op:
        batch_op.add_column(sa.Column('session_key', sa.String(length=43), nullable=True))
        batch_op.add_column(sa.Column('failed_sign_ins', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column('password_hash', existing_type=sa.String(length=200), nullable=False)
    make_session_keys()
    with op.batch_alter_table('account') as batch_op:
        batch_op.alter_column('session_key', existing_type=sa.String(length=43), nullable=False)
        batch_op.alter_column('failed_sign_ins', existing_type=sa.Integer(), server_default=None)
        batch_op.create_unique_constraint('uq__account__session_key', ['session_key'])


def make_session_keys() -> None:
    """Keys that nobody guesses and nobody holds."""
    accounts = sa.table('account', sa.column('id', sa.Integer), sa.column('session_key', sa.String))
    for key in op.get_bind().scalars(sa.select(accounts.c.id)).all():
        fresh = accounts.update().where(accounts.c.id == key)
        op.execute(fresh.values(session_key=secrets.token_urlsafe(32)))


def create_sessions() -> None:
    op.create_table('sign_in_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('stage', sa.Enum('code', 'set_up', 'open', name='stage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('password_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('code_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=80), nullable=False),
    sa.Column('device_digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk__sign_in_session__account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk__sign_in_session')),
    sa.UniqueConstraint('digest', name=op.f('uq__sign_in_session__digest'))
    )
    op.create_index(op.f('ix__sign_in_session__account_id'), 'sign_in_session', ['account_id'])
    op.create_index(op.f('ix__sign_in_session__device_digest'), 'sign_in_session', ['device_digest'])


def create_factors() -> None:
    op.create_table('second_factor',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('candidate', sa.Text(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_step', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk__second_factor__account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk__second_factor')),
    sa.UniqueConstraint('account_id', name=op.f('uq__second_factor__account_id'))
    )
    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk__recovery_code__account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk__recovery_code')),
    sa.UniqueConstraint('digest', name=op.f('uq__recovery_code__digest'))
    )
    op.create_index(op.f('ix__recovery_code__account_id'), 'recovery_code', ['account_id'])


def create_links_and_mails() -> None:
    op.create_table('one_time_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('invitation', 'reset', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('spent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk__one_time_link__account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk__one_time_link')),
    sa.UniqueConstraint('digest', name=op.f('uq__one_time_link__digest'))
    )
    op.create_index(op.f('ix__one_time_link__account_id'), 'one_time_link', ['account_id'])
    op.create_table('outgoing_mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('invitation', 'reset', 'password_changed', 'factor_changed', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('recipient', sa.String(length=120), nullable=False),
    sa.Column('state', sa.Enum('queued', 'sent', 'refused', 'withdrawn', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk__outgoing_mail__account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk__outgoing_mail'))
    )
    op.create_index(op.f('ix__outgoing_mail__account_id'), 'outgoing_mail', ['account_id'])
    op.create_index('ix__outgoing_mail__due', 'outgoing_mail', ['state', 'next_try_at'])
