from datetime import date

import pytest
from marshmallow import ValidationError

from registry.schemas.rounds.round import RoundInput
from registry.vocabulary.rounds import WeightsPreset


def refused(schema, given: dict) -> dict:
    with pytest.raises(ValidationError) as refusal:
        schema.load(given)
    return refusal.value.messages


def test_a_round_without_terms_has_the_usual_ones():
    loaded = RoundInput().load({})

    assert (loaded["preset"], loaded["travel_limit_km"], loaded["time_limit_seconds"]) == (
        WeightsPreset.BALANCED,
        30.0,
        120,
    )


def test_a_round_s_terms_are_read_as_people_type_them():
    loaded = RoundInput().load({"preset": "cercanía", "travel_limit_km": "12,5", "reference_date": "07/09/2026"})

    assert (loaded["preset"], loaded["travel_limit_km"]) == (WeightsPreset.PROXIMITY, 12.5)
    assert loaded["reference_date"] == date(2026, 9, 7)


def test_an_unknown_term_is_refused_by_its_name():
    assert refused(RoundInput(), {"speed": 1}) == {"speed": ["Este dato no se espera aquí. Quítelo."]}
