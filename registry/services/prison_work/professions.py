"""Which profession an evaluator's account speaks for."""

from registry.errors import NotAllowed
from registry.models import Account
from registry.services.accounts.policy import Act
from registry.vocabulary.accounts import Role
from registry.vocabulary.prison_work import Profession

PROFESSIONS = {
    Role.EVALUATOR_HEALTH: Profession.HEALTH,
    Role.EVALUATOR_PSYCHOLOGY: Profession.PSYCHOLOGY,
    Role.EVALUATOR_SOCIAL: Profession.SOCIAL,
    Role.EVALUATOR_WORK: Profession.WORK,
}


def profession_of(officer: Account) -> Profession:
    """The profession of an evaluator.

    Raises:
        NotAllowed: The account is of none.
    """
    if (profession := PROFESSIONS.get(officer.role)) is None:
        raise NotAllowed(act=Act.EVALUATE_APPLICATIONS.value)
    return profession
