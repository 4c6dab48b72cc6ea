"""What an authorised religious group does: signed credentials, and visits held, approved and asked for."""

from datetime import date, timedelta

from registry.demo.answers import PRISONS
from registry.demo.filings import PURPOSE, Filings
from registry.extensions.actor import acting
from registry.models import Account, Credential, PrisonVisit
from registry.services.accounts.accounts import actor_of
from registry.services.religious import attending, credentials, rooms, signing, visits
from registry.services.religious.agents import list_agents
from registry.services.religious.details import RoomDetails, VisitDetails
from registry.vocabulary.religious import VisitActivity

#: How many of the credentials granted wait for a signature still.
UNSIGNED = 1
ROOMS = ((PRISONS[0], "Capilla", 60), (PRISONS[0], "Patio central", 120), (PRISONS[1], "Auditorio", 80))
STARTS, ENDS = 9 * 60, 11 * 60
ONE_WEEK = timedelta(days=7)


def hold_visits(institution_id: int, representative: Account, director: Account, desk: Filings) -> None:
    """Sign the group's credentials and let it visit: three weeks held, one approved, one to decide, one refused."""
    granted_on = desk.ago(48)
    with acting(actor_of(desk.chief, purpose=PURPOSE)):
        waiting = credentials.list_to_sign(officer=desk.chief, on=granted_on).items
        signing.sign_many([one.id for one in waiting[UNSIGNED:]], officer=desk.chief, on=granted_on)
    with acting(actor_of(director, purpose=PURPOSE)):
        opened = [rooms.open_room(RoomDetails(*room), officer=director) for room in ROOMS]
    group = _Group(institution_id, representative, director, opened[0].id, granted_on)
    sunday = desk.on + timedelta(days=6 - desk.on.weekday())
    for weeks, came in ((4, 31), (3, 28), (2, 35)):
        group.visit(sunday - weeks * ONE_WEEK, came)
    group.approve(group.ask(sunday + ONE_WEEK))
    group.ask(sunday + 2 * ONE_WEEK)
    group.refuse(group.ask(sunday + 3 * ONE_WEEK), "Ese día hay inspección sanitaria del ambiente.")


class _Group:
    """A group with its representative, the director who answers it, and the room that it asks for."""

    def __init__(
        self, institution_id: int, representative: Account, director: Account, room_id: int, since: date
    ) -> None:
        self.institution_id, self.representative, self.director = institution_id, representative, director
        self.room_id, self.since = room_id, since
        agents = list_agents(institution_id, officer=representative)
        self.agents = tuple(agent.id for agent in agents if any(_opens(one) for one in agent.credentials))

    def ask(self, day: date) -> PrisonVisit:
        details = VisitDetails(self.room_id, day, STARTS, ENDS, VisitActivity.WORSHIP, 40, self.agents)
        with acting(actor_of(self.representative, purpose=PURPOSE)):
            return visits.request(self.institution_id, details, officer=self.representative, on=self.since)

    def approve(self, visit: PrisonVisit) -> PrisonVisit:
        with acting(actor_of(self.director, purpose=PURPOSE)):
            return visits.approve(visit.id, version=visit.version, officer=self.director, on=self.since)

    def refuse(self, visit: PrisonVisit, reason: str) -> None:
        with acting(actor_of(self.director, purpose=PURPOSE)):
            visits.deny(visit.id, reason=reason, version=visit.version, officer=self.director)

    def visit(self, day: date, came: int) -> None:
        """A visit that took place."""
        visit = self.approve(self.ask(day))
        outcome = attending.Outcome(is_held=True, agents=self.agents, people_came=came)
        with acting(actor_of(self.director, purpose=PURPOSE)):
            attending.note(visit.id, outcome, version=visit.version, officer=self.director, on=day)


def _opens(credential: Credential) -> bool:
    return credential.signed_on is not None and credential.prison == PRISONS[0]
