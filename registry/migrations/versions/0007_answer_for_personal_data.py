"""Answer for personal data: requests of those it tells of, incidents, and reviews of privileges"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

KINDS = ('information', 'access', 'rectification', 'cancellation', 'opposition')
STATES = ('received', 'granted', 'denied', 'withdrawn')


def upgrade() -> None:
    op.create_table(
        'data_request',
        sa.Column('office_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('kind', closed_list(KINDS, 'kind'), nullable=False),
        sa.Column('state', closed_list(STATES, 'state'), nullable=False),
        sa.Column('received_on', sa.Date(), nullable=False),
        sa.Column('asked', sa.Text(), nullable=False),
        sa.Column('answer', sa.Text(), nullable=True),
        sa.Column('answered_on', sa.Date(), nullable=True),
        sa.Column('answered_by', sa.String(120), nullable=False),
        sa.Column('answered_by_post', sa.String(120), nullable=False),
        *record_columns(),
        check('data_request', 'answered_with_day', "(state = 'received') = (answered_on IS NULL)"),
        check('data_request', 'answered_with_words', '(answered_on IS NULL) = (answer IS NULL)'),
        check('data_request', 'answered_after_received', 'answered_on >= received_on'),
        sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk__data_request__office_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk__data_request__person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk__data_request')),
    )
    op.create_index(op.f('ix__data_request__office_id'), 'data_request', ['office_id'])
    op.create_index(op.f('ix__data_request__person_id'), 'data_request', ['person_id'])
    op.create_table(
        'incident',
        sa.Column('title', sa.String(120), nullable=False),
        sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('story', sa.Text(), nullable=False),
        sa.Column('concerned', sa.String(300), nullable=False),
        sa.Column('affected_count', sa.Integer(), nullable=False),
        sa.Column('measures', sa.Text(), nullable=False),
        sa.Column('authority_told_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('affected_told_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('recorded_by', sa.String(120), nullable=False),
        sa.Column('recorded_by_post', sa.String(120), nullable=False),
        *record_columns(),
        check('incident', 'affected_counted', 'affected_count >= 0'),
        check('incident', 'authority_told_after_found', 'authority_told_at >= found_at'),
        check('incident', 'affected_told_after_found', 'affected_told_at >= found_at'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk__incident')),
    )
    op.create_index(op.f('ix__incident__found_at'), 'incident', ['found_at'])
    op.create_table(
        'privilege_review',
        sa.Column('office_id', sa.Integer(), nullable=True),
        sa.Column('reviewed_on', sa.Date(), nullable=False),
        sa.Column('reviewer', sa.String(120), nullable=False),
        sa.Column('reviewer_post', sa.String(120), nullable=False),
        sa.Column('accounts', sa.Text(), nullable=False),
        sa.Column('remark', sa.String(1000), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk__privilege_review__office_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk__privilege_review')),
    )
    op.create_index(op.f('ix__privilege_review__office_id'), 'privilege_review', ['office_id'])


def downgrade() -> None:
    for table in ('privilege_review', 'incident', 'data_request'):
        op.drop_table(table)


def closed_list(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f'ck__{table}__{name}'))


def record_columns() -> list[sa.Column]:
    return [
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
    ]
