"""Today and now in Peru, which keeps one time zone without daylight saving."""

from datetime import UTC, date, datetime, timedelta, timezone

PERU = timezone(timedelta(hours=-5), "PET")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Peru."""
    return datetime.now(PERU).date()


def in_peru(instant: datetime) -> datetime:
    """Tell an instant by Peru's clock."""
    return instant.astimezone(PERU)
