"""Name accounts: whoever signs in, officers of the operator and people of institutions alike"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

OLD_ROLES = "role IN ('case_officer', 'chief')"
ROLES = (
    "role IN ('case_officer', 'chief', 'prison_work_officer', 'evaluator_health', 'evaluator_psychology', "
    "'evaluator_social', 'evaluator_work', 'registry_officer', 'auditor', 'administrator', 'institution_manager', "
    "'unit_supervisor', 'company_manager', 'religious_representative')"
)
OUTSIDERS = (
    "(role IN ('institution_manager', 'unit_supervisor', 'company_manager', 'religious_representative')) "
    "= (office_id IS NULL)"
)


def upgrade() -> None:
    rename('officer', 'account')
    with op.batch_alter_table('account') as batch_op:
        batch_op.add_column(sa.Column('email', sa.String(length=120), nullable=True))
        batch_op.create_unique_constraint('uq__account__email', ['email'])
        batch_op.alter_column('office_id', existing_type=sa.Integer(), nullable=True)
        batch_op.drop_constraint(op.f('ck__officer__role'), type_='check')
        batch_op.create_check_constraint(op.f('ck__account__role'), sa.text(ROLES))
        batch_op.create_check_constraint(op.f('ck__account__outsiders_have_no_office'), sa.text(OUTSIDERS))
    op.create_table('account_scope',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('nation', 'region', 'office', 'prison', 'institution', 'unit', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk__account_scope__account_id')),
    sa.PrimaryKeyConstraint('account_id', 'kind', 'key', name=op.f('pk__account_scope'))
    )


def downgrade() -> None:
    op.drop_table('account_scope')
    with op.batch_alter_table('account') as batch_op:
        batch_op.drop_constraint(op.f('ck__account__outsiders_have_no_office'), type_='check')
        batch_op.drop_constraint(op.f('ck__account__role'), type_='check')
    close_what_only_the_new_roles_know()
    with op.batch_alter_table('account') as batch_op:
        batch_op.create_check_constraint(op.f('ck__officer__role'), sa.text(OLD_ROLES))
        batch_op.alter_column('office_id', existing_type=sa.Integer(), nullable=False)
        batch_op.drop_constraint('uq__account__email', type_='unique')
        batch_op.drop_column('email')
    rename('account', 'officer')


def close_what_only_the_new_roles_know() -> None:
    """Keep every account that rows refer to, but shut: the old roles would say more than the account may do."""
    op.execute(
        "UPDATE account SET is_active = false, role = 'case_officer', "
        "office_id = COALESCE(office_id, (SELECT MIN(id) FROM office)) "
        f"WHERE NOT ({OLD_ROLES})"
    )


def rename(old: str, new: str) -> None:
    op.drop_index(f'ix__{old}__office_id', old)
    op.rename_table(old, new)
    with op.batch_alter_table(new) as batch_op:
        for column in ('username', 'session_key'):
            batch_op.drop_constraint(f'uq__{old}__{column}', type_='unique')
            batch_op.create_unique_constraint(f'uq__{new}__{column}', [column])
        batch_op.create_index(f'ix__{new}__office_id', ['office_id'])
