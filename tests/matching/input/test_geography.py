"""Great-circle distances between known cities."""

import numpy as np
import pytest

from matching.input.geography import great_circle_km

LIMA, TRUJILLO, AREQUIPA = (-12.0464, -77.0428), (-8.1116, -79.0288), (-16.3989, -71.5350)


@pytest.mark.parametrize(("city", "km"), [(TRUJILLO, 489), (AREQUIPA, 766), (LIMA, 0)])
def test_cities_are_as_far_from_lima_as_the_map_says(city, km):
    assert great_circle_km(*LIMA, *city) == pytest.approx(km, abs=2)


def test_one_pair_alone_measures_the_same_as_in_an_array():
    latitudes, longitudes = np.linspace(-18, 0, 997), np.linspace(-81, -69, 997)

    together = great_circle_km(*LIMA, latitudes, longitudes)

    alone = [float(great_circle_km(*LIMA, *position)) for position in zip(latitudes, longitudes, strict=True)]
    assert together.tolist() == alone
