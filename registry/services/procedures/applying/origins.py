"""What an institution's account may file about: its registrations in the role of a procedure."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from registry.extensions.database import reading
from registry.models import Account, Institution, Registration
from registry.procedures.procedure import Procedure
from registry.services.accounts.policy import Act, within
from registry.vocabulary.institutions import RegistrationState

#: More belong to nobody but to the whole registry, whose officers begin at the registration's own page.
MOST = 100


def list_origins(procedure: Procedure, *, account: Account) -> Sequence[Registration]:
    """Registrations in reach that the procedure may be about, with their institutions, by name.

    Raises:
        NotAllowed: The role does not include filing.
    """
    reached = within(account, Act.FILE_PROCEDURES, institution=Institution.id, ubigeo=Institution.ubigeo)
    statement = (
        select(Registration)
        .join(Registration.institution)
        .options(contains_eager(Registration.institution))
        .where(reached, Registration.state != RegistrationState.WITHDRAWN)
        .order_by(Institution.name, Registration.id)
        .limit(MOST)
    )
    if procedure.role is not None:
        statement = statement.where(Registration.role == procedure.role)
    with reading() as session:
        return session.scalars(statement).all()
