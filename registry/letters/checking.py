"""Holds a content against the shape of its kind: no field missing, none too many."""

from collections.abc import Callable, Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from registry.letters.errors import ContentRefused, Problem
from registry.letters.kinds import get_kind


def check_content(kind: str, content: Mapping[str, object]) -> None:
    """Refuse a content that is not exactly of this kind.

    Raises:
        UnknownKind: No kind has this name.
        ContentRefused: Fields are missing, unknown or wrong; it lists every one of them.
    """
    problems = list(_object_problems(get_kind(kind).content, content, ""))
    if problems:
        raise ContentRefused(kind, problems)


def _problems(shape: Any, value: object, field: str) -> Iterator[Problem]:
    """Find what is wrong with *value*: one reader for each sort of type that contents use."""
    if is_typeddict(shape):
        return _object_problems(shape, value, field)
    reader = _READERS.get(get_origin(shape), _plain_problems)
    return reader(shape, value, field)


def _object_problems(shape: type, value: object, field: str) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem("wrong", field, "object")
        return
    hints = get_type_hints(shape, include_extras=True)
    for name, hint in hints.items():
        place = f"{field}.{name}" if field else name
        if name in value:
            yield from _problems(hint, value[name], place)
        else:
            yield Problem("missing", place)
    for name in value:
        if name not in hints:
            yield Problem("unknown", f"{field}.{name}" if field else str(name))


def _plain_problems(shape: type, value: object, field: str) -> Iterator[Problem]:
    if type(value) is not shape:  # isinstance would let True pass as a number
        yield Problem("wrong", field, shape.__name__)


def _literal_problems(shape: Any, value: object, field: str) -> Iterator[Problem]:
    if value not in get_args(shape):
        yield Problem("wrong", field, " | ".join(get_args(shape)))


def _annotated_problems(shape: Any, value: object, field: str) -> Iterator[Problem]:
    plain, form = get_args(shape)
    problems = list(_problems(plain, value, field))
    if not problems and not form.holds(value):
        problems.append(Problem("wrong", field, form.expected))
    yield from problems


def _list_problems(shape: Any, value: object, field: str) -> Iterator[Problem]:
    if not isinstance(value, list | tuple):
        yield Problem("wrong", field, "list")
        return
    (item,) = get_args(shape)
    for position, element in enumerate(value):
        yield from _problems(item, element, f"{field}[{position}]")


def _optional_problems(shape: Any, value: object, field: str) -> Iterator[Problem]:
    (present,) = (option for option in get_args(shape) if option is not NoneType)
    if value is not None:
        yield from _problems(present, value, field)


_READERS: dict[object, Callable[[Any, object, str], Iterator[Problem]]] = {
    Annotated: _annotated_problems,
    Literal: _literal_problems,
    list: _list_problems,
    UnionType: _optional_problems,
    Union: _optional_problems,
}
