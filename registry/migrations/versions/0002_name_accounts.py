"""Name accounts: whoever signs in, officers of the operator and people of institutions alike"""

from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    rename('officer', 'account')


def downgrade() -> None:
    rename('account', 'officer')


def rename(old: str, new: str) -> None:
    op.drop_index(f'ix__{old}__office_id', old)
    op.rename_table(old, new)
    with op.batch_alter_table(new) as batch_op:
        for column in ('username', 'session_key'):
            batch_op.drop_constraint(f'uq__{old}__{column}', type_='unique')
            batch_op.create_unique_constraint(f'uq__{new}__{column}', [column])
        batch_op.create_index(f'ix__{new}__office_id', ['office_id'])
