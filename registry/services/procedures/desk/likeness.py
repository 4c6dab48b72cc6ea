"""How alike two names of institutions are, however they were typed; pure functions of texts."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from registry.vocabulary.spelling import fold

#: From here on two names of one district are worth a look.
ALIKE = 0.72
#: Numbers of so many digits name one school or one health post.
LONG_NUMBER = 4
#: Words that names carry or leave out at will.
FILLERS = frozenset({"de", "del", "la", "las", "el", "los", "y", "e", "en", "para", "n", "no", "nro", "num"})


class Name(NamedTuple):
    """A name as it is compared: the numbers in it, and the runs of three letters of its words."""

    numbers: AbstractSet[str]
    runs: AbstractSet[str]


def name_of(text: str) -> Name:
    """Take a name apart, once for all that it is compared with."""
    words = _words(text)
    return Name(frozenset(word for word in words if word.isdigit()), _runs(words))


def likeness(one: Name, other: Name) -> float:
    """From 0, nothing in common, to 1: the same words in any order.

    Names are compared by their runs of three letters, which forgives a slip of the pen. Numbers forgive none:
    two schools differ by their number alone, and the same long number is the same school however it is called.
    """
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return 0.0
    if any(len(number) >= LONG_NUMBER for number in one.numbers & other.numbers):
        return 1.0
    both = len(one.runs) + len(other.runs)
    return 2 * len(one.runs & other.runs) / both if both else 0.0


def _words(name: str) -> AbstractSet[str]:
    """The words that tell names apart, without signs."""
    plain = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return frozenset(plain.split()) - FILLERS


def _runs(words: AbstractSet[str]) -> AbstractSet[str]:
    framed = [f"  {word} " for word in words]
    return frozenset(word[start : start + 3] for word in framed for start in range(len(word) - 2))
