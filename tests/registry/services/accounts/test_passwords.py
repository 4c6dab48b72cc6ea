import pytest
from flask import Flask

from registry.services.accounts.passwords import COSTS, hash_password, is_outdated, is_right

WORDS = "caminos largos del sur"


def test_a_hash_knows_its_password(app: Flask):
    made = hash_password(WORDS)

    assert made.startswith("$argon2id$")
    assert is_right(made, WORDS)
    assert not is_right(made, WORDS + ".")


@pytest.mark.parametrize("kept", [None, "", "md5:123"])
def test_without_a_proper_hash_no_password_is_right(app: Flask, kept):
    assert not is_right(kept, "nobody signs in with this")


def test_a_hash_made_cheaper_is_outdated(app: Flask, monkeypatch):
    made = hash_password(WORDS)
    assert not is_outdated(made)

    monkeypatch.setitem(app.config, COSTS, {"time_cost": 2, "memory_cost": 16, "parallelism": 1})

    assert is_outdated(made)
