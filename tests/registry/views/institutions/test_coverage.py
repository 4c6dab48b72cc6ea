import pytest

from registry.views.institutions.coverage import coverage_lines, read_coverage


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Departamento de Puno", ["21"]),
        ("provincia de san roman, puno", ["2111"]),
        ("Juliaca", ["211101"]),
        ("Juliaca\n\n Juliaca ", ["211101"]),
        ("2111", ["2111"]),
        ("", []),
    ],
)
def test_places_are_found_by_name(text: str, codes: list[str]):
    assert read_coverage(text).codes == codes
    assert read_coverage(text).refusals == []


def test_what_is_shown_is_read_again_as_it_was():
    codes = ["150122", "21", "2111"]

    assert read_coverage(coverage_lines(codes)).codes == codes


def test_a_line_that_means_several_places_names_them():
    (refusal,) = read_coverage("Miraflores").refusals

    assert "Miraflores, Lima, Lima" in refusal


def test_a_line_that_means_no_place_is_told():
    (refusal,) = read_coverage("Macondo").refusals

    assert "«Macondo»" in refusal
