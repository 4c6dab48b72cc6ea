"""What a workshop, an activity and its vacancy are in the matrix, and what is sent about them."""

from datetime import date
from typing import Any

from registry.models import Institution
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.prison_work import activities, pavilions, publishing, vacancies
from registry.services.prison_work.workshop_details import PavilionDetails
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.agreements import AgreementKind
from tests.factories.accounts import make_account
from tests.factories.agreements import make_signed_agreement
from tests.factories.religious import JULIACA
from tests.factories.work_activities import (
    PROPOSED_ON,
    activity_details,
    make_work_officer,
    make_workshop,
    vacancy_details,
)

WORKSHOP = {"prison": JULIACA, "name": "Taller nuevo", "rooms": [{"shift": 0, "capacity": 5}]}
ACTIVITY = {
    "workshop_id": 1,
    "title": "Carpintería",
    "product": "Sillas",
    "modality": "workshop",
    "starts_on": "2026-10-15",
    "ends_on": "2027-10-14",
    "minimum_crew": 2,
    "pay_basis": "month",
    "pay": "1130.00",
}
VACANCY = {"trade": "carpentry", "duties": "Lijar", "places": 2, "shifts": [0, 2], "contract_days": 90}
REASON = {"reason": "Motivo suficiente"}
#: By how the address ends.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/pavilions", {"prison": JULIACA, "name": "Pabellón nuevo"}),
    ("PUT", "pavilion_id>", {"prison": JULIACA, "name": "Pabellón nuevo"}),
    ("POST", "/workshops", WORKSHOP),
    ("PUT", "workshop_id>", WORKSHOP),
    ("POST", "/prison-work/activities", ACTIVITY),
    ("PUT", "activity_id>", ACTIVITY),
    ("POST", "activity_id>/vacancies", VACANCY),
    ("PUT", "work_vacancy_id>", VACANCY),
    ("POST", "/sending-back", REASON),
    ("POST", "activity_id>/closing", REASON),
)


def plant_activity(institution: Institution, keeper: Account, prison: str) -> dict[str, int]:
    """A pavilion, a workshop, and an activity of the institution that waits for the prison's review."""
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2030, 12, 31)}
    agreement = make_signed_agreement(chief=keeper, institution=institution, kind=AgreementKind.PRODUCTIVE_WORK, **days)
    officer = make_work_officer(prison)
    manager = make_account(Role.COMPANY_MANAGER, scopes=(Scope(ScopeKind.INSTITUTION, str(institution.id)),))
    pavilion = pavilions.open_pavilion(PavilionDetails(prison, "Pabellón 1"), officer=officer)
    workshop = make_workshop(officer=officer, prison=prison)
    wanted = activity_details(workshop, agreement_id=agreement.id)
    activity = activities.draft(wanted, officer=manager, on=PROPOSED_ON)
    vacancy = vacancies.add(activity.id, vacancy_details(), officer=manager)
    publishing.propose(activity.id, version=activity.version, officer=manager, on=PROPOSED_ON)
    return {
        "pavilion_id": pavilion.id,
        "workshop_id": workshop.id,
        "activity_id": activity.id,
        "work_vacancy_id": vacancy.id,
    }
