"""The fourteen half days of a week; the number is the one that `matching` uses."""

from enum import IntEnum


class Shift(IntEnum):
    """A half day of the week, from Monday morning (0) to Sunday afternoon (13)."""

    MONDAY_AM = 0
    MONDAY_PM = 1
    TUESDAY_AM = 2
    TUESDAY_PM = 3
    WEDNESDAY_AM = 4
    WEDNESDAY_PM = 5
    THURSDAY_AM = 6
    THURSDAY_PM = 7
    FRIDAY_AM = 8
    FRIDAY_PM = 9
    SATURDAY_AM = 10
    SATURDAY_PM = 11
    SUNDAY_AM = 12
    SUNDAY_PM = 13

    @property
    def weekday(self) -> int:
        """Day of the week, Monday being 0."""
        return self // 2

    @property
    def is_morning(self) -> bool:
        """Whether the half day ends before the afternoon begins."""
        return self % 2 == 0

    @property
    def is_weekend(self) -> bool:
        """Whether service is due there without authorisation (art. 34.3 CP)."""
        return self >= Shift.SATURDAY_AM

    @property
    def label(self) -> str:
        """Words for the half day: «sábado por la mañana»."""
        part = "mañana" if self.is_morning else "tarde"
        return f"{WEEKDAYS[self.weekday]} por la {part}"


WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
