import pytest

from registry.errors import NotAllowed
from registry.models import Account
from registry.services.accounts.policy import POLICY, Act, is_allowed, require
from registry.vocabulary.accounts import Role

CHIEFS_ACTS = [Act.ACCEPT_RANGE_EXCEPTION, Act.SUSPEND_REGISTRATIONS, Act.KEEP_OFFICE, Act.MANAGE_OFFICERS]


def test_every_role_has_its_row():
    assert set(POLICY) == set(Role)


@pytest.mark.parametrize("act", CHIEFS_ACTS)
def test_a_case_officer_is_refused_what_chiefs_do(act):
    with pytest.raises(NotAllowed) as refusal:
        require(Account(role=Role.CASE_OFFICER), act)

    assert refusal.value.facts == {"act": act.value}


@pytest.mark.parametrize("act", sorted(set(Act) - set(CHIEFS_ACTS)))
def test_a_case_officer_does_the_whole_story(act):
    assert is_allowed(Account(role=Role.CASE_OFFICER), act)


def test_a_chief_may_do_everything():
    assert all(is_allowed(Account(role=Role.CHIEF), act) for act in Act)
