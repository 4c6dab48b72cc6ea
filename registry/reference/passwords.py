"""Words that open too many doors: passwords of published breaches, Spanish words, and what Peru says often."""

from functools import cache

from registry.reference.sources import read_table


@cache
def common_words() -> frozenset[str]:
    """Every word, folded, its letters and digits alone."""
    return frozenset(row["password"] for row in read_table("common_passwords.csv"))
