from pathlib import Path

import pytest

from registry.config import Settings, file_system_of
from registry.errors import UnsafeSettings
from registry.factory import create_app
from registry.vocabulary.messages import message

SAFE = {
    "REINSERTA_ENV": "production",
    "REINSERTA_SECRET_KEY": "k" * 40,
    "REINSERTA_ENCRYPTION_KEYS": "Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMTI=",
    "REINSERTA_AUDIT_KEY": "a" * 40,
    "REINSERTA_PUBLIC_URL": "https://reinserta.example.pe",
    "REINSERTA_DATABASE_URL": "postgresql+psycopg://localhost/reinserta",
}


def test_safe_production_settings_are_accepted() -> None:
    assert Settings.from_environ(SAFE).env == "production"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"REINSERTA_SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"REINSERTA_SECRET_KEY": "development-only"}, "SECRET_KEY"),
        ({"REINSERTA_ENCRYPTION_KEYS": ""}, "ENCRYPTION_KEYS"),
        ({"REINSERTA_AUDIT_KEY": ""}, "AUDIT_KEY"),
        ({"REINSERTA_DEBUG": "1"}, "DEBUG"),
        ({"REINSERTA_PUBLIC_URL": "http://reinserta.example.pe"}, "PUBLIC_URL"),
        ({"REINSERTA_DATABASE_URL": "sqlite:////" + "/server/share/registry.db"}, "DATABASE_URL"),
    ],
)
def test_an_unsafe_production_setting_stops_the_start(changed: dict[str, str], named: str) -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        Settings.from_environ(SAFE | changed)

    (problem,) = refusal.value.facts["problems"]
    assert problem[1]["name"] == f"REINSERTA_{named}"


def test_all_unsafe_settings_are_told_at_once() -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        Settings.from_environ({"REINSERTA_ENV": "production"})

    assert len(refusal.value.facts["problems"]) == 4


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("ENV", "prod", "setting_unknown"),
        ("LOG_LEVEL", "loud", "setting_unknown"),
        ("ROUND_SECONDS", "two", "setting_no_number"),
        ("ROUND_SECONDS", "-5", "setting_out_of_range"),
        ("SESSION_MINUTES", "0", "setting_out_of_range"),
        ("DATABASE_URL", "registry.db", "setting_no_address"),
        ("ENCRYPTION_KEYS", "not a key", "setting_no_key"),
    ],
)
def test_a_setting_that_makes_no_sense_stops_the_start_anywhere(name: str, value: str, code: str) -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        Settings.from_environ({f"REINSERTA_{name}": value})

    ((told, facts),) = refusal.value.facts["problems"]
    assert (told, facts["name"]) == (code, f"REINSERTA_{name}")
    assert "—" not in message(told, facts)


def test_a_short_audit_key_is_refused_in_production() -> None:
    problems = Settings(env="production", audit_key="a" * 31).problems()

    assert ("setting_weak_secret", {"name": "REINSERTA_AUDIT_KEY", "least": 32}) in problems


def test_a_file_system_is_told_by_its_longest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"root / ext4 rw 0 0\nserver:/share {tmp_path} nfs4 rw 0 0\n", encoding="utf-8")

    assert file_system_of(tmp_path / "registry.db", mounts) == "nfs4"


def test_an_application_cannot_be_built_from_unsafe_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REINSERTA_ENV", "production")

    with pytest.raises(UnsafeSettings):
        create_app()
