"""What attendance comes to, worked out the slow way and without the ledger's functions.

Every minute of every day is walked; the law's figures are written out. Nothing is imported
from the ledger but the shape of the facts, so that an error there is not repeated here.
"""

from datetime import date, timedelta

from registry.ledger.facts import Entry, Facts
from registry.reference.holidays import is_business_day, is_holiday

CLOSING = {"conversion", "revocation", "prescription", "annulment", "rehabilitation"}
CAME = {"present", "attended", "recovered", "left_without_leave", "refused_task", "poor_work", "sent_away"}
CREDITED = {"attended", "recovered", "left_without_leave", "poor_work"}
CONDUCT = {"left_without_leave", "refused_task", "poor_work"}


def naive_credited_minutes(facts: Facts, on: date) -> int:
    """Minute by minute: is it attended, does its day count, has its week room, is anything owed?"""
    owed, total, in_week = _owed(facts, on) * 600, 0, dict[tuple[int, int], int]()
    for day in sorted({entry.day for entry in facts.entries if entry.day <= on}):
        if _stopped(facts, day) or not (facts.weekdays_authorised or day.weekday() > 4 or is_holiday(day)):
            continue
        week, waiting = day.isocalendar()[:2], {placement for placement, _ in _weekly(facts, day)}
        noted = [e for e in _in_force(facts) if e.day == day and e.outcome in CREDITED and e.placement_id in waiting]
        noted.sort(key=lambda e: (e.arrived or 0, e.left or 0, e.placement_id, e.shift))
        for minute in range(24 * 60):
            first = next((entry for entry in noted if _covers(entry, minute)), None)
            if first is None or total >= owed:
                continue
            if first.outcome == "recovered":
                total += 1
            elif in_week.get(week, 0) < 600:
                in_week[week] = in_week.get(week, 0) + 1
                total += 1
    return total


def naive_breaches(facts: Facts, on: date) -> set[tuple[str, date]]:
    """Grounds with the day on which each was reached."""
    marks = _marks(facts, on)
    return _runs(facts, marks) | _monthly(marks) | _conduct(facts, on)


def _runs(facts: Facts, marks: list[tuple[date, str]]) -> set[tuple[str, date]]:
    found: set[tuple[str, date]] = set()
    count, since, previous, abandoned = 0, date.min, None, False
    for day, mark in marks:
        if previous is None or not all(_expected(facts, d) for d in _between(previous, day)):
            count, since = 0, day
        if mark != "absent":
            count, since = 0, day
        else:
            came = [e.day for e in _in_force(facts) if e.outcome in CAME and since < e.day < day]
            abandoned = abandoned and count > 0
            since = max([since, *came])
            count += 1
            if count == 2:
                found.add(("consecutive_absences", day))
            if not abandoned and day > _two_months_after(since):
                found.add(("abandonment", day))
                abandoned = True
        previous = day
    return found


def _monthly(marks: list[tuple[date, str]]) -> set[tuple[str, date]]:
    absent = [day for day, mark in marks if mark == "absent"]
    thirds = {
        sorted(d for d in absent if (d.year, d.month) == (day.year, day.month))[2:3][0]
        for day in absent
        if sum((d.year, d.month) == (day.year, day.month) for d in absent) >= 3
    }
    return {("alternate_absences", day) for day in thirds}


def _conduct(facts: Facts, on: date) -> set[tuple[str, date]]:
    if not facts.warnings:
        return set()
    warned = min(facts.warnings)
    noted = sorted((e.day, e.shift) for e in _in_force(facts) if e.outcome in CONDUCT and warned < e.day <= on)
    return {("resistance", day) for day, _ in noted[1::2]}


def _marks(facts: Facts, on: date) -> list[tuple[date, str]]:
    """Each day on which something was due: absent, or anything else."""
    marks = []
    for day in _days(facts, on):
        due = {(p, shift) for p, shift in _pattern(facts, day) if _must(facts, day)}
        if due and not _stopped(facts, day):
            noted = [e for e in _in_force(facts) if e.day == day]
            missed = any(e.outcome == "unexcused" and (e.placement_id, e.shift) in due for e in noted)
            came = any(e.outcome in CAME for e in noted)
            marks.append((day, "absent" if missed and not came else "other"))
    return marks


def _must(facts: Facts, day: date) -> bool:
    return day.weekday() > 4 or (facts.weekdays_authorised and is_business_day(day))


def _in_force(facts: Facts) -> list[Entry]:
    replaced = [entry.replaces for entry in facts.entries if entry.replaces]
    return [entry for entry in facts.entries if entry.id not in replaced and entry.outcome != "withdrawn"]


def _pattern(facts: Facts, day: date) -> set[tuple[int, int]]:
    """Placement and half days of the weekday for which somebody waits on this day."""
    return {(p, shift) for p, shift in _weekly(facts, day) if shift // 2 == day.weekday()}


def _weekly(facts: Facts, day: date) -> set[tuple[int, int]]:
    found = set()
    for serving in facts.placements:
        weeks = [week for week in serving.weeks if week.valid_from <= day]
        if weeks and serving.starts_on <= day <= (serving.last_on or date.max):
            found |= {(serving.placement_id, shift) for shift, _, _ in weeks[-1].attendances}
    return found


def _expected(facts: Facts, day: date) -> bool:
    return bool(_weekly(facts, day)) and not _stopped(facts, day)


def _stopped(facts: Facts, day: date) -> bool:
    stopped = False
    for order in sorted(facts.orders, key=lambda order: (order.in_force_from, order.id)):
        if order.in_force_from > day:
            continue
        if order.kind in CLOSING:
            return True
        stopped = {"stay": True, "resumption": False}.get(order.kind, stopped)
    return stopped


def _owed(facts: Facts, on: date) -> int:
    owed = facts.jornadas
    for order in sorted(facts.orders, key=lambda order: (order.in_force_from, order.id)):
        if order.in_force_from <= on and order.jornadas is not None:
            owed = order.jornadas
    return owed


def _covers(entry: Entry, minute: int) -> bool:
    return entry.arrived is not None and entry.left is not None and entry.arrived <= minute < entry.left


def _days(facts: Facts, on: date) -> list[date]:
    starts = [serving.starts_on for serving in facts.placements]
    return [] if not starts else _between(min(starts) - timedelta(days=1), on + timedelta(days=1))


def _between(earlier: date, later: date) -> list[date]:
    return [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]


def _two_months_after(day: date) -> date:
    year, month = (day.year, day.month + 2) if day.month <= 10 else (day.year + 1, day.month - 10)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise ValueError(day)
