"""Folding of words."""

import pytest

from registry.vocabulary.spelling import fold


@pytest.mark.parametrize(("text", "folded"), [("Áncash", "ancash"), ("  CAÑETE  Alto ", "canete alto"), ("", "")])
def test_folding_drops_accents_capitals_and_spare_spaces(text, folded):
    assert fold(text) == folded
