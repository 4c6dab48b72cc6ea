import pytest

from registry.views.formats.numbers import km, number, percent, plural, seconds, soles


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (90268, 0, "90,268"),
        (0, 0, "0"),
        (-1200, 0, "−1,200"),
        (2.5, 0, "3"),
        (0.125, 2, "0.13"),
        (1234.5, 1, "1,234.5"),
    ],
)
def test_numbers_have_a_decimal_point_and_commas_of_thousands(value: float, decimals: int, told: str):
    assert number(value, decimals) == told


def test_units_stay_on_the_line_of_their_number():
    assert km(8.4) == "8.4\u00a0km"
    assert percent(0.31) == "31\u00a0%"
    assert percent(0.9995, 2) == "99.95\u00a0%"


def test_money_is_kept_in_centimos():
    assert soles(103770) == "S/\u00a01,037.70"
    assert soles(5) == "S/\u00a00.05"


@pytest.mark.parametrize(("count", "told"), [(0, "0 personas"), (1, "1 persona"), (1312, "1,312 personas")])
def test_one_is_never_plural(count: int, told: str):
    assert plural(count, "persona", "personas") == told


@pytest.mark.parametrize("tell", [number, km, percent, soles])
def test_what_is_missing_is_a_dash(tell):
    assert tell(None) == "—"


@pytest.mark.parametrize(
    ("value", "told"), [(8.43, "8.4\u00a0s"), (0.05, "0.1\u00a0s"), (0.049, "menos de 0.1\u00a0s"), (None, "—")]
)
def test_a_duration_is_never_told_as_none(value: float | None, told: str):
    assert seconds(value) == told
