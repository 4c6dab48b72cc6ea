"""Plan rounds again: from an earlier one, within a change budget, under a floor for every district"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('proposal', sa.Column('expected_end', sa.Date(), nullable=True))
    with op.batch_alter_table('round') as batch_op:
        batch_op.add_column(sa.Column('based_on_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('change_budget', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('floor_share', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('frozen_study', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('fairness', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('appraisal', sa.Text(), nullable=True))
        batch_op.create_foreign_key('fk__round__based_on_id', 'round', ['based_on_id'], ['id'])
        batch_op.create_check_constraint(op.f('ck__round__change_budget_share'), 'change_budget BETWEEN 0 AND 1')
        batch_op.create_check_constraint(op.f('ck__round__floor_share_share'), 'floor_share > 0 AND floor_share <= 1')


def downgrade() -> None:
    with op.batch_alter_table('round') as batch_op:
        batch_op.drop_constraint(op.f('ck__round__floor_share_share'), type_='check')
        batch_op.drop_constraint(op.f('ck__round__change_budget_share'), type_='check')
        batch_op.drop_constraint('fk__round__based_on_id', type_='foreignkey')
        for column in ('appraisal', 'fairness', 'frozen_study', 'floor_share', 'change_budget', 'based_on_id'):
            batch_op.drop_column(column)
    with op.batch_alter_table('proposal') as batch_op:
        batch_op.drop_column('expected_end')
