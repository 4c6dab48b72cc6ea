from collections.abc import Iterator
from typing import Any, get_args, get_type_hints, is_typeddict

import pytest

from registry.letters import KINDS, ContentRefused, Problem, UnknownKind, check_content
from tests.registry.letters.every_kind import SAMPLES
from tests.registry.letters.samples import COMMON, notification, presentation

FORBIDDEN = ("offence", "crime", "health", "diagnos", "court", "victim", "religion", "ethnic", "income", "sex")


def problems_of(kind: str, content: dict[str, Any]) -> tuple[Problem, ...]:
    with pytest.raises(ContentRefused) as refusal:
        check_content(kind, content)
    return refusal.value.problems


def field_names(shape: Any) -> Iterator[str]:
    if is_typeddict(shape):
        for name, hint in get_type_hints(shape, include_extras=True).items():
            yield name
            yield from field_names(hint)
    for part in get_args(shape):
        yield from field_names(part)


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_are_accepted(kind: str):
    check_content(kind, SAMPLES[kind]())


@pytest.mark.parametrize("field", sorted(presentation()))
def test_every_missing_field_of_a_presentation_is_refused(field: str):
    content = presentation()
    del content[field]

    assert problems_of("presentation_to_unit", content) == (Problem("missing", field),)


@pytest.mark.parametrize("field", sorted(notification()))
def test_every_missing_field_of_a_notification_is_refused(field: str):
    content = notification()
    del content[field]

    assert problems_of("notification_to_person", content) == (Problem("missing", field),)


@pytest.mark.parametrize("field", ["offence", "delito", "health", "court_terms", "case_number"])
def test_a_field_that_the_kind_lacks_is_refused(field: str):
    content = presentation(**{field: "x"})

    assert problems_of("presentation_to_unit", content) == (Problem("unknown", field),)


def test_an_unknown_field_deep_inside_is_refused():
    content = presentation(person=COMMON["person"] | {"offence": "x"})

    assert problems_of("presentation_to_unit", content) == (Problem("unknown", "person.offence"),)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_has_a_field_for_reserved_facts(kind: str):
    names = list(field_names(KINDS[kind].content))
    known_to_the_judge = {"court"} if kind.endswith("_report") else set()

    assert "number" in names
    assert {name for name in names if any(word in name for word in FORBIDDEN)} == known_to_the_judge


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith("_report")])
def test_only_reports_to_the_judge_name_the_case(kind: str):
    assert "case" not in field_names(KINDS[kind].content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("operator", ""),
        ("operator", "  "),
        ("operator", "half a pair \ud83d"),
        ("operator", None),
        ("issued_on", "07/09/2026"),
        ("issued_on", "2026-02-30"),
        ("issued_on", "20260907"),
        ("jornadas", 0),
        ("jornadas", True),
        ("jornadas", "40"),
        ("is_demonstration", "no"),
        ("penalty", "prison"),
        ("schedule", []),
        ("schedule", "sábado"),
        ("office", "Juliaca"),
        ("year_name", 2026),
    ],
)
def test_a_wrong_value_is_refused_at_its_place(field: str, value: object):
    problems = problems_of("presentation_to_unit", presentation(**{field: value}))

    assert [(problem.code, problem.field) for problem in problems] == [("wrong", field)]


@pytest.mark.parametrize("changes", [{"weekday": 8}, {"start": "24:00"}, {"start": "8:00"}, {"end": "13:60"}])
def test_a_wrong_turn_is_refused_with_its_position(changes: dict[str, object]):
    (name,) = changes
    schedule = [COMMON["schedule"][0], COMMON["schedule"][1] | changes]

    problems = problems_of("presentation_to_unit", presentation(schedule=schedule))

    assert [problem.field for problem in problems] == [f"schedule[1].{name}"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "reinserta.pe/x", "https://a b", "https://ñ.pe"])
def test_an_address_that_a_phone_would_not_open_is_refused(url: str):
    content = presentation(verification={"url": url, "code": "K7QM"})

    assert [problem.field for problem in problems_of("presentation_to_unit", content)] == ["verification.url"]


def test_all_problems_are_told_at_once():
    content = presentation(jornadas=0, offence="x")
    del content["task"]

    problems = problems_of("presentation_to_unit", content)

    assert {problem.field for problem in problems} == {"jornadas", "offence", "task"}


def test_the_error_carries_no_personal_value():
    with pytest.raises(ContentRefused) as refusal:
        check_content("presentation_to_unit", presentation(person=COMMON["person"] | {"name": 40123456}))

    assert "40123456" not in str(refusal.value)


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        check_content("invoice", presentation())
