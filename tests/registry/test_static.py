"""The styles keep their contrast and their weight; scripts keep to what old phones understand."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "registry" / "static"
STYLES = "".join((STATIC / name).read_text() for name in ("reinserta.css", "components.css"))
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLES))
TAGS = re.findall(r"\.tag-(\w+) \{ color: (#[0-9a-f]{6}); background: (#[0-9a-f]{3,6});", STYLES)
PUBLIC_PAGE = ["vendor/bootstrap-5.3.9.min.css", "reinserta.css", "components.css", "reinserta.js", "favicon.svg"]
KILOBYTE = 1000


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_highest_contrast():
    assert round(contrast("#000000", "#fff"), 1) == 21


@pytest.mark.parametrize("token", ["ink", "ink-2", "action", "action-dark", "visited", "error", "success", "warning"])
def test_text_reads_at_the_highest_level_on_white(token: str):
    assert contrast(TOKENS[token], "#ffffff") >= 7


def test_borders_of_fields_can_be_seen():
    assert contrast(TOKENS["control"], "#ffffff") >= 3


def test_the_focus_stands_out_from_ink_and_paper():
    assert contrast(TOKENS["focus"], TOKENS["ink"]) >= 7


def test_all_seven_tones_read_at_the_highest_level():
    assert len(TAGS) == 7
    assert all(contrast(text, ground) >= 7 for _, text, ground in TAGS)


def test_a_public_page_carries_little():
    weight = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in PUBLIC_PAGE)

    assert weight < 50 * KILOBYTE


def test_own_scripts_keep_to_what_old_phones_understand():
    script = "".join((STATIC / name).read_text() for name in ("reinserta.js", "map.js"))

    assert not re.search(r"\?\.|\?\?|\basync\b|\bawait\b|`|\.\.\.|\.flat\(|\.at\(|\bclass\b|catch \{", script)


def test_styles_do_not_lean_on_what_old_phones_lack():
    assert not re.search(r"[\s;]gap:|:has\(|:is\(|:where\(|\d[sdl]vh\b|\binset:|aspect-ratio|\bclamp\(|\bmin\(", STYLES)
