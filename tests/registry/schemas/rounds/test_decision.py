from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from marshmallow import ValidationError

from registry.schemas.keys import LONGEST
from registry.schemas.rounds.decision import ConfirmationsInput, DecisionInput, DecisionOutput
from registry.vocabulary.rounds import DecisionKind


def refused(schema, given: dict) -> dict:
    with pytest.raises(ValidationError) as refusal:
        schema.load(given)
    return refusal.value.messages


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Elija al menos una fila de la lista."),
        ({"proposal_ids": []}, f"Elija de 1 a {LONGEST} filas."),
        ({"proposal_ids": "7"}, "Envíe una lista de números."),
        ({"proposal_ids": list(range(1, LONGEST + 2))}, f"Elija de 1 a {LONGEST} filas."),
    ],
)
def test_a_signature_needs_rows(given: dict, words: str):
    assert refused(ConfirmationsInput(), given) == {"proposal_ids": [words]}


def test_a_row_is_signed_once_however_often_it_is_named():
    assert ConfirmationsInput().load({"proposal_ids": ["7", 3, 7]}) == {"proposal_ids": (7, 3)}


def test_a_decision_names_its_kind():
    assert DecisionInput().load({"kind": "pin"}) == {
        "kind": DecisionKind.PIN,
        "vacancy_id": None,
        "reason": "",
        "starts_on": None,
    }
    assert "Elija una de estas opciones" in refused(DecisionInput(), {"kind": "guess"})["kind"][0]


def test_a_moment_is_shown_with_its_zone():
    decision = SimpleNamespace(decided_at=datetime(2026, 9, 7, 15, 5, tzinfo=UTC), kind=DecisionKind.CONFIRM)

    assert DecisionOutput().dump(decision)["decided_at"] == "2026-09-07T15:05:00+00:00"
