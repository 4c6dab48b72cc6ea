import pytest

from registry.services.planning import OtherPlace, Place
from registry.views.rounds.telling import tell_rival


@pytest.mark.parametrize(
    ("total", "difference", "told"),
    [
        (49.4, -24.2, "Libre; 25 puntos menos"),
        (74.49, -0.01, "Libre; 1 punto menos"),
        (74.2, 0.4, "Libre; mismo puntaje"),
        (80.0, None, "Libre"),
    ],
)
def test_a_difference_is_that_of_the_scores_as_shown(total: float, difference: float | None, told: str):
    place = Place(vacancy_id=7, attendances=(), distance_km=1.0, scores=(), total=total)

    rival = tell_rival(OtherPlace(place, difference, "free", 0.0, 0.0, 0), None)

    assert rival.comparison == told
