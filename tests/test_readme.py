"""The README promises; these tests hold it to the code."""

import inspect
import pkgutil
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from registry import vocabulary
from registry.config import PREFIX, Settings
from registry.vocabulary.term import Term

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def vocabulary_classes() -> list[str]:
    modules = [
        import_module(f"registry.vocabulary.{found.name}") for found in pkgutil.iter_modules(vocabulary.__path__)
    ]
    classes = {entry for module in modules for _, entry in inspect.getmembers(module, inspect.isclass)}
    return sorted(entry.__name__ for entry in classes if issubclass(entry, Term) and entry is not Term)


def test_both_commands_stand_at_the_top() -> None:
    first_code = README.split("```sh")[1].split("```")[0]

    assert [line.split("#")[0].strip() for line in first_code.strip().splitlines()] == ["make demo", "make test"]


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_listed_with_its_default(name: str) -> None:
    setting = next(field for field in fields(Settings) if field.name == name)
    default = str(setting.default).lower() if isinstance(setting.default, bool) else str(setting.default) or "–"

    assert f"| `{PREFIX}{name.upper()}` | `{default}` | {setting.metadata['explanation']} |" in README


@pytest.mark.parametrize("name", vocabulary_classes())
def test_every_closed_list_stands_in_the_glossary(name: str) -> None:
    assert f"| `{name}` |" in README


def test_every_layer_of_the_contract_stands_in_the_picture() -> None:
    contract = (
        (ROOT / "setup.cfg").read_text(encoding="utf-8").split("contract:registry-layers]")[1].split("exhaustive")[0]
    )
    layers = contract.split("layers =\n")[1].replace("|", " ").split()
    picture = README.split("## Architecture")[1].split("Arrows point down")[0]

    assert [layer for layer in layers if layer not in picture] == []


def test_every_rule_of_the_model_stands_in_its_mathematics() -> None:
    model = import_module("matching.model")
    mathematics = (ROOT / "matching" / "MODEL.md").read_text(encoding="utf-8")
    rules = [name for name, _ in inspect.getmembers(model, inspect.isfunction) if name.startswith("add_")]

    assert rules
    assert [name for name in rules if name not in mathematics] == []
