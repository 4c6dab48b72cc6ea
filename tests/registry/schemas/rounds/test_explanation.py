from types import SimpleNamespace

import pytest

from registry.schemas.rounds.explanation import ExplanationOutput, RefusalOutput


@pytest.mark.parametrize("rule", ["reserved", "education", "abilities"])
def test_a_reserved_refusal_tells_neither_rule_nor_figures(rule: str):
    shown = RefusalOutput().dump(SimpleNamespace(rule=rule, value="heights", requirement=None, change=None))

    assert shown == {"rule": "reserved", "text": "Condición reservada del expediente.", "change": None}


def test_an_explanation_counts_reserved_rules_as_one():
    explained = SimpleNamespace(
        place=None,
        cause="education",
        others=(),
        refused={"education": 3, "reserved": 5, "reach": 2},
        near_misses=(),
        remedies=(),
    )

    shown = ExplanationOutput().dump(SimpleNamespace(explained=explained, vacancies={}, instructions=()))

    assert shown["refused"] == {"reserved": 5, "reach": 2}
    assert shown["cause"] == "reserved"
