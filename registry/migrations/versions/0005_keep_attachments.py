"""Keep attachments: papers handed in for an institution or a sentence"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

KINDS = ('resolution', 'agreement', 'court_paper', 'identification', 'photo', 'other')
MEDIA_TYPES = ('application/pdf', 'image/jpeg', 'image/png')


def upgrade() -> None:
    op.create_table('attachment',
    sa.Column('institution_id', sa.Integer(), nullable=True),
    sa.Column('sentence_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum(*KINDS, name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('file_name', sa.String(length=100), nullable=False),
    sa.Column('media_type', sa.Enum(*MEDIA_TYPES, name='media_type', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('added_by_name', sa.String(length=120), nullable=False),
    sa.Column('added_by_post', sa.String(length=120), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_reason', sa.String(length=300), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(institution_id IS NULL) <> (sentence_id IS NULL)', name=op.f('ck__attachment__one_subject')),
    sa.CheckConstraint('(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)', name=op.f('ck__attachment__withdrawn_with_reason')),
    sa.CheckConstraint('size_bytes > 0', name=op.f('ck__attachment__not_empty')),
    sa.ForeignKeyConstraint(['added_by_id'], ['account.id'], name=op.f('fk__attachment__added_by_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk__attachment__institution_id')),
    sa.ForeignKeyConstraint(['sentence_id'], ['sentence.id'], name=op.f('fk__attachment__sentence_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk__attachment'))
    )
    with op.batch_alter_table('attachment') as batch_op:
        batch_op.create_index('ix__attachment__institution_id', ['institution_id'])
        batch_op.create_index('ix__attachment__sentence_id', ['sentence_id'])


def downgrade() -> None:
    op.drop_table('attachment')
