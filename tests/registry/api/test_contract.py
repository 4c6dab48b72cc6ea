"""Generated requests, sound and unsound, against every operation of the description."""

import os
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_vacancy, ruc
from tests.factories.people import make_sentence
from tests.factories.rounds import FakeQueue, make_round
from tests.registry.api.programs import PREFIX, Program

#: Left out: what the registry's own rules refuse is more than a schema can say, and parts of the
#: state that these checks would need (a deleted record, a second user) have tests of their own.
LEFT_OUT = {"positive_data_acceptance", "negative_data_rejection", "use_after_free", "object_level_authorization"}
KNOWN_KEYS = 3
#: Values that a schema describes by their length alone, so that generated ones would all be refused.
PLAUSIBLE = {
    "birth_date": "1991-03-14",
    "case_number": "00516-2026-0-2111-JR-PE-03",
    "document_kind": "dni",
    "document_number": "41234821",
    "email": "mesa@ejemplo.pe",
    "judgment_date": "2026-01-05",
    "offence": "274.1",
    "ordered_on": "2026-02-01",
    "phone": "951 234 567",
    "received_on": "2026-01-12",
    "ruc": ruc(777),
    "ubigeo": "211101",
    "valid_to": "2040-12-31",
}


@pytest.fixture
def program(app: Flask, officer: Account, queue: FakeQueue) -> Program:
    """A program of an office where every noun has a record, so that most keys lead somewhere."""
    for _ in range(KNOWN_KEYS):
        make_vacancy(officer=officer)
        make_sentence(officer=officer)
    make_round(officer=officer)
    return Program(app, officer)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_operation_answers_as_it_is_described(app: Flask, program: Program, mode: GenerationMode):
    hold_against_description(app, program, mode, examples=2)


@pytest.mark.acceptance
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_operation_answers_as_it_is_described_at_length(app: Flask, program: Program, mode: GenerationMode):
    hold_against_description(app, program, mode, examples=int(os.environ.get("EXAMPLES", "40")))


def hold_against_description(app: Flask, program: Program, mode: GenerationMode, *, examples: int) -> None:
    """Send so many generated requests to each operation; the same ones in every run."""
    checks = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in LEFT_OUT]
    headers = {"Authorization": f"Bearer {program.token}"}
    round_id = program.ask("GET", "/rounds")["items"][0]["public_id"]
    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app=app)
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not _takes_anything(operation):
            continue

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def hold(case: Any) -> None:
            _lead_somewhere(case, round_id)
            if mode is GenerationMode.POSITIVE:
                _make_plausible(case)
            case.call_and_validate(headers=headers, checks=checks)

        hold()


def _takes_anything(operation: Any) -> bool:
    """Whether there is something that could be sent wrong."""
    return bool(list(operation.iter_parameters()) or operation.body)


def _lead_somewhere(case: Any, round_id: str) -> None:
    """Bring generated keys to those of the records that are there."""
    for name, value in (case.path_parameters or {}).items():
        if name == "round_id":
            case.path_parameters[name] = round_id
        elif name.endswith("_id") and isinstance(value, int):
            case.path_parameters[name] = 1 + value % (KNOWN_KEYS + 1)
            if case.headers and "If-Match" in case.headers:
                case.headers["If-Match"] = f'"{case.path_parameters[name]}-1"'


def _make_plausible(case: Any) -> None:
    """Give identifiers and days that the registry's rules can admit."""
    if isinstance(case.body, dict):
        case.body |= {name: value for name, value in PLAUSIBLE.items() if name in case.body}
