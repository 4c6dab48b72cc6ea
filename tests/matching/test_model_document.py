"""Every rule and criterion of the code stands in the mathematics."""

from pathlib import Path

import matching
from matching.rules import RULES
from matching.scoring import criteria

MODEL = (Path(matching.__file__).parent / "MODEL.md").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_model():
    assert [rule.code for rule in RULES if f"`{rule.code}`" not in MODEL] == []


def test_every_criterion_stands_in_the_model():
    assert [criterion for criterion in criteria() if f"| `{criterion}` |" not in MODEL] == []
