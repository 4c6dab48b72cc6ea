"""The README's table of permissions is the policy's own."""

from pathlib import Path

import pytest

from registry.services.accounts.policy import POLICY
from registry.vocabulary.accounts import Act, Role

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def row(act: Act) -> str:
    """How the table tells an act: for each reach, who goes so far."""
    reaches: dict[str, list[str]] = {}
    for role in Role:
        if act in POLICY[role]:
            reaches.setdefault(POLICY[role][act].value, []).append(f"`{role.value}`")
    told = "; ".join(f"{reach}: {', '.join(roles)}" for reach, roles in reaches.items())
    return f"| `{act.value}` | {act.label} | {told} |"


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_told_as_the_policy_has_it(act: Act) -> None:
    assert row(act) in README


def test_every_role_does_something() -> None:
    assert [role for role in Role if not POLICY[role]] == []
