import hashlib

import pytest

from registry.letters import canonical_json, content_sha256, visible_hash


def test_the_order_of_fields_changes_nothing():
    one = {"a": 1, "b": {"c": "ñ", "d": None}}
    other = {"b": {"d": None, "c": "ñ"}, "a": 1}

    assert canonical_json(one) == canonical_json(other)


def test_canonical_json_is_compact_utf8():
    assert canonical_json({"name": "Ñaupari", "sure": True}) == '{"name":"Ñaupari","sure":true}'.encode()


def test_the_digest_is_over_the_canonical_bytes():
    content = {"task": "Riego"}

    assert content_sha256(content) == hashlib.sha256(b'{"task":"Riego"}').hexdigest()


def test_one_changed_letter_changes_the_digest():
    assert content_sha256({"task": "Riego"}) != content_sha256({"task": "Riega"})


def test_a_number_that_json_lacks_is_refused():
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json({"distance": float("nan")})


def test_the_visible_hash_is_the_first_sixteen_digits_in_fours():
    content = {"task": "Riego"}

    assert visible_hash(content).replace(" ", "") == content_sha256(content)[:16]
    assert [len(group) for group in visible_hash(content).split(" ")] == [4, 4, 4, 4]
