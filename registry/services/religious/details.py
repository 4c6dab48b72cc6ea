"""What is entered of agents, rooms and visits, and the rules that need nothing but these."""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.reference.prisons import prisons
from registry.services.saving import Problems
from registry.vocabulary.religious import VisitActivity

#: How far ahead a visit is asked for.
AHEAD = timedelta(days=366)
MOST_AGENTS = 40


@dataclass(frozen=True)
class AgentDetails:
    """Somebody whom a group sends, and for which prisons a credential is asked."""

    full_name: str
    document_number: str
    post: str
    prisons: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoomDetails:
    """A place of a prison where groups meet."""

    prison: str
    name: str
    capacity: int
    is_open: bool = True


@dataclass(frozen=True)
class VisitDetails:
    """A visit as asked for: where, when, what for, for how many, and which agents come."""

    room_id: int
    day: date
    start_minute: int
    end_minute: int
    activity: VisitActivity
    people: int
    agents: tuple[int, ...]


def agent_problems(details: AgentDetails) -> Problems:
    """What is wrong with an agent as entered."""
    given = {"full_name": details.full_name, "document_number": details.document_number, "post": details.post}
    problems: Problems = {name: ("required", {}) for name, text in given.items() if not text.strip()}
    return problems | prison_problems("prisons", *details.prisons)


def room_problems(details: RoomDetails) -> Problems:
    """What is wrong with a room as entered."""
    problems: Problems = {} if details.name.strip() else {"name": ("required", {})}
    if details.capacity < 1:
        problems["capacity"] = ("room_holds_nobody", {})
    return problems | prison_problems("prison", details.prison)


def visit_problems(details: VisitDetails, on: date) -> Problems:
    """What is wrong with a visit as asked for on a day."""
    problems: Problems = {}
    if not 0 <= details.start_minute < details.end_minute:
        problems["end"] = ("visit_ends_before_start", {})
    if details.day < on:
        problems["day"] = ("visit_in_past", {})
    elif details.day > on + AHEAD:
        problems["day"] = ("visit_too_far", {})
    if details.people < 1:
        problems["people"] = ("visit_for_nobody", {})
    if not 0 < len(details.agents) <= MOST_AGENTS:
        problems["agents"] = ("visit_without_agents", {"most": MOST_AGENTS})
    return problems


def prison_problems(field: str, *codes: str) -> Problems:
    """A problem of the field where a code is no prison's."""
    known = {prison.code for prison in prisons()}
    unknown = [code for code in codes if code not in known]
    return {field: ("prison_unknown", {"codes": ", ".join(unknown)})} if unknown else {}
