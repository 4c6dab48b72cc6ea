from cryptography.fernet import Fernet
from flask import Flask

from registry.extensions.columns import KEYRING, open_keyring
from tests.factories.accounts import make_officer
from tests.factories.people import make_sentence


def test_rotating_tells_each_table_and_what_to_do_next(app: Flask, monkeypatch) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setitem(app.extensions, KEYRING, open_keyring([old]))
    make_sentence(officer=make_officer())
    monkeypatch.setitem(app.extensions, KEYRING, open_keyring([new, old]))

    result = app.test_cli_runner().invoke(args=["keys", "rotate"])

    assert result.exit_code == 0, result.output
    assert "sentence: 1\n" in result.output
    assert "retire después la clave anterior" in result.output


def test_a_missing_key_is_told_with_what_to_do(app: Flask, monkeypatch) -> None:
    make_sentence(officer=make_officer())
    monkeypatch.setitem(app.extensions, KEYRING, open_keyring([Fernet.generate_key().decode()]))

    result = app.test_cli_runner().invoke(args=["keys", "check"])

    assert result.exit_code == 1
    assert "Devuelva la clave que falta" in result.output
