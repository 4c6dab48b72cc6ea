import pytest

from registry.views.addresses import safe_path


@pytest.mark.parametrize("path", ["/", "/personas/7", "/rondas/3?estado=lista&pagina=2"])
def test_a_path_of_our_own_is_safe(path: str):
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "target",
    [None, "", "personas", "https://malo.example", "//malo.example", "/\\malo.example", "/\t/malo.example", "/a\\b"],
)
def test_anything_else_is_not(target: str | None):
    assert safe_path(target) is None
