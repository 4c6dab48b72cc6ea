import pytest

from registry.cli import main


def test_unsafe_settings_are_told_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("REINSERTA_ENV", "production")

    with pytest.raises(SystemExit) as ended:
        main()

    told = capsys.readouterr().err.splitlines()
    assert ended.value.code == 1
    assert any("REINSERTA_SECRET_KEY" in line for line in told)
    assert not any("Traceback" in line for line in told)
