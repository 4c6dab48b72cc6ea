from datetime import date
from typing import Any

import pytest
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from registry.models import Sentence
from registry.schemas.forms import load_form
from registry.schemas.people.order import OrderInput
from registry.schemas.people.preference import PreferenceInput
from registry.schemas.people.sentence import SentenceInput, SentenceOutput
from registry.services.people.details import OrderDetails, PreferenceDetails, SentenceDetails
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import CourtOrderKind, PenaltyOrigin, SentenceKind, Stance

SENT: dict[str, Any] = {
    "kind": "community_service",
    "case_number": "516-2026-0-2111-JR-PE-3",
    "court": "Juzgado de Paz Letrado de Juliaca",
    "origin": "autonomous",
    "jornadas": "60",
    "judgment_date": "2026-01-05",
    "received_on": "12/01/2026",
    "offence": "274.1",
}


def test_what_is_loaded_are_the_details_of_a_sentence():
    details = SentenceDetails(**SentenceInput().load(SENT))

    assert (details.case_number, details.jornadas) == ("00516-2026-0-2111-JR-PE-03", 60)
    assert (details.prescribes_on, details.exclusion_zones) == (None, ())


def test_zones_are_rows_of_a_form():
    boxes = SENT | {
        "exclusion_zones-1-latitude": "-15.5",
        "exclusion_zones-1-longitude": "-70.1",
        "exclusion_zones-1-radius_km": "0,5",
        "exclusion_zones-2-latitude": "",
    }

    loaded, errors = load_form(SentenceInput(), MultiDict(boxes))

    assert errors == {}
    assert loaded["exclusion_zones"] == ((-15.5, -70.1, 0.5),)


def test_a_zone_with_swapped_coordinates_is_told_beside_its_box():
    boxes = {"exclusion_zones-1-latitude": "-70.1", "exclusion_zones-1-longitude": "-15.5"}

    _loaded, errors = load_form(SentenceInput(), MultiDict(SENT | boxes))

    assert {"exclusion_zones-1-latitude", "exclusion_zones-1-longitude", "exclusion_zones-1-radius_km"} == set(errors)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"case_number": "516"}, "case_number"),
        ({"jornadas": "sesenta"}, "jornadas"),
        ({"jornadas": 0}, "jornadas"),
        ({"jornadas": 10**20}, "jornadas"),
        ({"judgment_date": "ayer"}, "judgment_date"),
        ({"kind": ""}, "kind"),
        ({"court_weekly_hours": 49}, "court_weekly_hours"),
    ],
)
def test_each_wrong_field_is_told_by_name(changed, field):
    with pytest.raises(ValidationError) as refused:
        SentenceInput().load(SENT | changed)

    assert list(refused.value.messages_dict) == [field]


def test_what_is_shown_can_be_sent_back():
    sentence = Sentence(
        kind=SentenceKind.COMMUNITY_SERVICE,
        case_number="00516-2026-0-2111-JR-PE-03",
        court="Juzgado",
        origin=PenaltyOrigin.AUTONOMOUS,
        jornadas=60,
        judgment_date=date(2026, 1, 5),
        received_on=date(2026, 1, 12),
        prescribes_on=None,
        offence="274.1",
        education_bar="1",
        court_terms={"unit_id": None, "programme": None, "weekly_hours": 5, "remark": ""},
        exclusion_zones=[{"latitude": -15.5, "longitude": -70.1, "radius_km": 0.5}],
        orders=[],
    )

    shown = SentenceOutput().dump(sentence)

    sent_back = {name: shown[name] for name in SentenceInput().load_fields if shown.get(name) is not None}
    assert SentenceInput().load(sent_back)["exclusion_zones"] == ((-15.5, -70.1, 0.5),)
    assert (shown["court_weekly_hours"], shown["education_bar"]) == (5, True)


def test_a_sentence_without_terms_shows_none():
    shown = SentenceOutput().dump(Sentence(court_terms=None, education_bar=None, orders=[]))

    assert (shown["court_unit_id"], shown["court_programme"], shown["education_bar"]) == (None, None, False)


def test_an_orders_details_are_loaded():
    loaded = OrderInput().load({"kind": "Suspensión de la ejecución", "ordered_on": "01/02/2026"})

    assert OrderDetails(**loaded) == OrderDetails(CourtOrderKind.STAY, date(2026, 2, 1))


def test_a_preferences_details_are_loaded():
    loaded = PreferenceInput().load({"stance": "preference", "task": "sewing"})

    assert PreferenceDetails(**loaded) == PreferenceDetails(Stance.PREFERENCE, task=Task.SEWING)
