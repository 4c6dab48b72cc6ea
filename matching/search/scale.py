"""From which size on a problem is treated as large."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Numbers of options that part small from large.

    Up to `exact_options` usable ones, one model holds a problem; up to `plain_options` where openings neither ask for
    company nor are worth anything by themselves, because then prices prove as good a plan in a small part of the time.
    Up to `held_options`, all are priced at once, not widened from a list of `shortlist` openings an applicant. From
    `pool_options` in hand, windows are worth a pool.
    """

    exact_options: int = 150_000
    plain_options: int = 40_000
    held_options: int = 1_500_000
    shortlist: int = 16
    pool_options: int = 300_000
