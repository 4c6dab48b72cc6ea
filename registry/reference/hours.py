"""Hours of a day, each as the minutes that have passed since midnight."""

#: Minutes of an hour and of a day.
MINUTES, DAY = 60, 24 * 60


def clock(minute: int) -> str:
    """A minute of the day as people write it: 485 as «8:05»."""
    return f"{minute // MINUTES}:{minute % MINUTES:02}"


def full_clock(minute: int) -> str:
    """A minute of the day in four digits: 485 as «08:05»."""
    return f"{minute // MINUTES:02}:{minute % MINUTES:02}"


def minute_at(hour: str | int, minute: str | int | None = None) -> int:
    """The minute of the day at an hour: «8» and «05» are 485."""
    return int(hour) * MINUTES + int(minute or 0)
