"""What keeps an activity from being published, and what a change of it would take from those who work there."""

from collections.abc import Sequence
from datetime import date

from registry.models import Agreement, ProductiveActivity
from registry.services.institutions.vacancy_rules import people
from registry.services.prison_work.activity_details import ActivityDetails
from registry.services.prison_work.room import Room, asked
from registry.services.saving import Problems
from registry.vocabulary.agreements import AgreementKind
from registry.vocabulary.prison_work import WorkVacancyState
from registry.vocabulary.shifts import Shift

#: What people were told when they were assigned: it does not change under them.
BINDING = ("workshop_id", "modality", "is_for_youth", "needs_account", "is_training", "pay_basis", "full_month_minutes")
BINDING_LISTS = ("regimes", "stages", "sexes", "demands")


def agreement_problems(agreement: Agreement, details: ActivityDetails, on: date) -> Problems:
    """What is wrong with an activity under an agreement, on a day."""
    if agreement.kind is not AgreementKind.PRODUCTIVE_WORK:
        return {"agreement_id": ("agreement_not_for_work", {})}
    if not agreement.is_in_force(on):
        return {"agreement_id": ("agreement_over", {"number": agreement.shown_number, "day": f"{on:%d/%m/%Y}"})}
    if details.starts_on < agreement.starts_on or details.ends_on > agreement.ends_on:
        bounds = {"starts_on": f"{agreement.starts_on:%d/%m/%Y}", "ends_on": f"{agreement.ends_on:%d/%m/%Y}"}
        return {"ends_on": ("activity_outside_agreement", bounds)}
    return {}


def stranding_problems(activity: ProductiveActivity, details: ActivityDetails, crew: int) -> Problems:
    """What a change would take from the people who work in an activity, with how many they are."""
    if not crew:
        return {}
    facts = {"people": people(crew)}
    touched = [name for name in BINDING if getattr(activity, name) != getattr(details, name)]
    touched += [name for name in BINDING_LISTS if set(getattr(activity, name)) != set(getattr(details, name))]
    if details.pay_cents < activity.pay_cents:
        touched.append("pay_cents")
    if details.ends_on < activity.ends_on:
        touched.append("ends_on")
    problems: Problems = dict.fromkeys(touched, ("activity_people_stay", facts))
    if details.maximum_crew is not None and details.maximum_crew < crew:
        problems["maximum_crew"] = ("activity_crew_below_people", facts)
    return problems


def misfits(activity: ProductiveActivity, rooms: Sequence[Room]) -> Problems:
    """Why an activity cannot be published as it stands; *rooms* without what is its own. Needs `vacancies`."""
    offered = [one for one in activity.vacancies if one.state is not WorkVacancyState.CLOSED]
    if not activity.workshop.is_open:
        return {"workshop_id": ("activity_needs_workshop", {})}
    if not offered:
        return {"vacancies": ("activity_needs_vacancies", {})}
    places = sum(one.places for one in offered)
    if places < activity.minimum_crew:
        return {"minimum_crew": ("activity_too_few_places", {"places": places, "minimum": activity.minimum_crew})}
    free = {room.shift: room.free for room in rooms}
    return {
        f"shifts-{shift}": _no_room(shift, free.get(shift, 0), wanted)
        for shift, wanted in sorted(asked(offered).items())
        if wanted > free.get(shift, 0)
    }


def _no_room(shift: int, capacity: int, places: int) -> tuple[str, dict[str, object]]:
    return "activity_no_room", {"shift": Shift(shift).label, "capacity": capacity, "places": places}
