import pytest

from registry.cli.options import asked_as


@pytest.mark.parametrize(
    ("field", "told"), [("username", "USUARIO"), ("full_name", "--name"), ("scopes", "--scope"), ("ubigeo", "--ubigeo")]
)
def test_a_fact_is_called_what_somebody_types(field: str, told: str) -> None:
    assert asked_as(field) == told
