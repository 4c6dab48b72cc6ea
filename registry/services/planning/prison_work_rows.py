"""Rows of a prison's work as the matcher sees them: no name, no offence, no reason of a limit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from matching.productive_work import (
    Activity,
    Application,
    Experience,
    Room,
    Vacancy,
    Worker,
    WorkNorms,
    Workshop,
)
from registry.models import (
    Inmate,
    ProductiveActivity,
    WorkApplication,
    WorkInstruction,
    WorkVacancy,
)
from registry.models import Workshop as WorkshopRow
from registry.services.prison_work.application_standing import opinions_of
from registry.vocabulary.prison_work import ActivityState, LegalSituation, Verdict, WorkPlace, WorkVacancyState
from registry.vocabulary.rounds import InstructionKind
from registry.vocabulary.shifts import Shift

#: People of 16 to 21 are kept apart (art. 11.4 TUO CEP); young, for the priority of RPROD art. 18, until 29.
WORK_NORMS = WorkNorms(separated_from_age=16, separated_to_age=21, youth_to_age=29)
#: Of whoever has none noted yet: a workshop for certain pavilions is not within reach.
NO_PAVILION = "none"


def worker_of(
    inmate: Inmate, applications: Sequence[WorkApplication], orders: Iterable[WorkInstruction], on: date
) -> Worker:
    """An inmate with applications in their order; who awaits trial is held to those with their will in writing."""
    kept = _kept(inmate, applications)
    ordered = [(order.kind, str(order.vacancy_id)) for order in orders]
    return Worker(
        id=str(inmate.id),
        pavilion=str(inmate.pavilion_id or NO_PAVILION),
        regime=inmate.regime.value,
        stage=inmate.stage.value,
        sex=inmate.sex.value,
        age=_age(inmate.birth_date, on),
        applications=tuple(_application(one) for one in kept),
        awaits_trial=inmate.situation is LegalSituation.DEFENDANT,
        agreed_in_writing=any(one.free_will_on is not None for one in kept),
        busy_shifts=frozenset(shift for shift in range(len(Shift)) if not inmate.free_shifts >> shift & 1),
        unable=frozenset(inmate.unable or ()),
        exclusions=frozenset(inmate.exclusions or ()),
        may_hold_account=inmate.may_hold_account,
        days_to_release=_days_inside(inmate, on),
        skills=frozenset(inmate.skills),
        certificates=frozenset(inmate.certificates),
        experience=tuple(Experience(one["trade"], one["months"]) for one in inmate.experience or ()),
        is_first_timer=inmate.is_first_timer,
        is_cetpro_graduate=inmate.is_cetpro_graduate,
        waiting_days=max((on - min(one.filed_on for one in kept)).days, 0),
        pinned_vacancy_id=next((key for kind, key in ordered if kind is InstructionKind.PIN), None),
        excluded_vacancy_ids=frozenset(key for kind, key in ordered if kind is InstructionKind.EXCLUDE),
    )


def workshop_of(workshop: WorkshopRow, present: Mapping[int, int]) -> Workshop:
    """A workshop with who is in it already, by half day."""
    return Workshop(
        id=str(workshop.id),
        rooms=tuple(Room(room.shift, room.capacity, present.get(room.shift, 0)) for room in workshop.rooms),
        floor_m2=workshop.floor_m2,
        pavilions=_some(workshop.pavilions),
        is_cell_or_corridor=workshop.place is not WorkPlace.WORKSHOP,
    )


def activity_of(activity: ProductiveActivity, crew: int, on: date) -> Activity:
    """An activity with its crew; closed to whom the law closes one of its trades."""
    return Activity(
        id=str(activity.id),
        workshop_id=str(activity.workshop_id),
        agreement_in_force=activity.agreement is None or activity.agreement.is_in_force(on),
        minimum_crew=activity.minimum_crew,
        maximum_crew=activity.maximum_crew,
        crew=crew,
        regimes=_some(activity.regimes),
        stages=_some(activity.stages),
        sexes=_some(activity.sexes),
        for_youth=activity.is_for_youth,
        needs_account=activity.needs_account,
        closed_to=frozenset(vacancy.trade.value for vacancy in activity.vacancies),
        demands=frozenset(activity.demands),
        training_hours=activity.training_hours,
    )


def vacancy_of(vacancy: WorkVacancy, activity: ProductiveActivity, on: date) -> Vacancy:
    """A vacancy with the places that are free now."""
    is_open = vacancy.state is WorkVacancyState.PUBLISHED and activity.state is ActivityState.PUBLISHED
    return Vacancy(
        id=str(vacancy.id),
        activity_id=str(activity.id),
        trade=vacancy.trade.value,
        shifts=frozenset(vacancy.shift_numbers),
        places=vacancy.free_places,
        contract_days=vacancy.contract_days,
        is_published=is_open and on <= activity.ends_on,
        sundays_authorised=vacancy.is_sunday_authorised,
        skills=frozenset(vacancy.skills),
        certificates=frozenset(vacancy.certificates),
        demands=frozenset(vacancy.demands),
    )


def _kept(inmate: Inmate, applications: Sequence[WorkApplication]) -> Sequence[WorkApplication]:
    """The applications in their order; of one who awaits trial those with the will in writing, if any has it."""
    ordered = sorted(applications, key=lambda one: (one.rank, one.id))
    willing = [one for one in ordered if one.free_will_on is not None]
    return willing if inmate.situation is LegalSituation.DEFENDANT and willing else ordered


def _application(application: WorkApplication) -> Application:
    said = {opinion.profession.value: opinion.verdict for opinion in opinions_of(application.evaluations)}
    return Application(
        vacancy_id=str(application.vacancy_id),
        approved_by=frozenset(name for name, verdict in said.items() if verdict is Verdict.APPROVED),
        disapproved_by=frozenset(name for name, verdict in said.items() if verdict is Verdict.DISAPPROVED),
    )


def _some(codes: Collection[str]) -> frozenset[str] | None:
    """Codes that an empty list does not narrow."""
    return frozenset(str(code) for code in codes) or None


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _days_inside(inmate: Inmate, on: date) -> int | None:
    known = [day for day in (inmate.release_from, inmate.sentence_ends_on) if day is not None]
    return max((min(known) - on).days, 0) if known else None
