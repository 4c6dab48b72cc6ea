"""The same round with one more place everywhere: who would be admitted where."""

from dataclasses import replace

from matching.input.opening import Opening
from matching.instance import Instance


def with_room(instance: Instance) -> Instance:
    """Add one place to every vacancy and to each of its half days; scores and half days that bind stay as they were."""
    return replace(instance, openings=tuple(_with_one_more(opening) for opening in instance.openings))


def _with_one_more(opening: Opening) -> Opening:
    shifts = tuple(replace(shift, places=shift.places + 1) for shift in opening.shifts)
    return replace(opening, total_places=opening.total_places + 1, shifts=shifts)
