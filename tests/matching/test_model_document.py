"""Every rule and criterion of the code stands in the mathematics."""

from pathlib import Path

import matching
from matching.productive_work.scoring import work_criteria
from matching.rules import RULES
from matching.rules.productive_work import WORK_RULES
from matching.scoring import criteria

MODEL = (Path(matching.__file__).parent / "MODEL.md").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_model():
    assert [rule.code for rule in (*RULES, *WORK_RULES) if f"`{rule.code}`" not in MODEL] == []


def test_every_criterion_stands_in_the_model():
    assert [
        criterion for criterion in (*criteria(), *work_criteria(), "balance") if f"| `{criterion}` |" not in MODEL
    ] == []


def test_the_norm_of_every_rule_of_productive_work_stands_beside_it():
    assert [rule.code for rule in WORK_RULES if not _stands(rule.code, rule.norm)] == []


def _stands(code, norm):
    return any(line.startswith(f"| `{code}` |") and line.endswith(f"| {norm} |") for line in MODEL.splitlines())
