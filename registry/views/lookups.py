"""Choosing one of many without scripts: typed words lead to the choice, or to those that they may mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from registry.vocabulary.spelling import fold

#: A value and its words.
Option = tuple[str, str]
Errors = dict[str, list[str]]
Form = MultiDict[str, str]

#: Ending of the names of boxes that take words.
IN_WORDS = "_text"
MOST_MATCHES = 12


@dataclass(frozen=True)
class Found:
    """What was typed for a field: the value that it means, or those that it may mean."""

    name: str
    typed: str = ""
    value: str = ""
    matches: Sequence[Option] = ()
    refusal: str = ""

    @property
    def text_name(self) -> str:
        """Name of the box that takes the words."""
        return self.name + IN_WORDS

    @property
    def asked_name(self) -> str:
        """Name of the hidden box that says which words the matches on the page answer."""
        return f"{self.name}_asked"


@dataclass(frozen=True)
class Lookup:
    """A field whose value is found by words; *label* gives the words of a value, empty for an unknown one."""

    name: str
    find: Callable[[str], Sequence[Option]]
    label: Callable[[str], str]
    nothing: str
    several: str

    def show(self, value: str) -> Found:
        """The field as a page shows a value that is kept already."""
        label = self.label(value) if value else ""
        return Found(self.name, label, value if label else "")

    def read(self, form: Mapping[str, str]) -> Found:
        """Read the field from a posted form; one without the box for words names the value itself."""
        empty = Found(self.name)
        value = form.get(self.name, "").strip()
        if empty.text_name not in form:
            return self.show(value)
        typed = " ".join(form.get(empty.text_name, "").split())
        if not typed:
            return empty
        if value and self.label(value) == typed:
            return self.show(value)
        matches = self.find(typed)
        was_asked = form.get(empty.asked_name, "") == typed
        if was_asked and value in dict(matches):
            return self.show(value)
        return self._judge(typed, matches)

    def _judge(self, typed: str, matches: Sequence[Option]) -> Found:
        alike = [option for option in matches if fold(option[1]) == fold(typed)] or matches
        if len(alike) == 1:
            return self.show(alike[0][0])
        if not alike:
            return Found(self.name, typed, refusal=self.nothing.format(typed=typed))
        return Found(self.name, typed, matches=alike[:MOST_MATCHES], refusal=self.several.format(typed=typed))


def look_up(form: Form, *lookups: Lookup) -> tuple[Form, dict[str, Found]]:
    """The form as its schema expects it, and what each lookup found, by field."""
    found = {lookup.name: lookup.read(form) for lookup in lookups}
    plain: Form = MultiDict(form)
    for part in found.values():
        plain.poplist(part.text_name)
        plain.poplist(part.asked_name)
        plain[part.name] = part.value
    return plain, found


def tell_lookups(errors: Errors, found: Mapping[str, Found]) -> Errors:
    """The errors with those of lookups told where the page shows the field: at its matches, or at its box."""
    told = dict(errors)
    for part in found.values():
        words = [part.refusal] if part.refusal else told.get(part.name)
        told.pop(part.name, None)
        if words:
            told[part.name if part.matches else part.text_name] = words
    return told
