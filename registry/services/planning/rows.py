"""One row of the registry as the matcher sees it: no names, no offence, no reasons."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from matching import Applicant, Opening, OpeningShift, Zone
from registry.models import Instruction, Office, Person, Preference, Sentence, Vacancy
from registry.norms import value_at
from registry.services.locations import capital_of
from registry.vocabulary.institutions import InstitutionNature
from registry.vocabulary.people import Occupation, Programme, SentenceKind, Skill, Stance
from registry.vocabulary.rounds import InstructionKind

#: What somebody of an occupation can do, among the skills that vacancies ask for.
SKILL_OF_OCCUPATION = {
    Occupation.DRIVER: Skill.DRIVING,
    Occupation.BUILDER: Skill.MASONRY,
    Occupation.FARMER: Skill.GARDENING,
    Occupation.MECHANIC: Skill.MECHANICS,
    Occupation.CARPENTER: Skill.CARPENTRY,
    Occupation.ELECTRICIAN: Skill.ELECTRICITY,
    Occupation.TAILOR: Skill.SEWING,
    Occupation.COOK: Skill.COOKING,
    Occupation.CLEANER: Skill.CLEANING,
    Occupation.GUARD: Skill.SECURITY,
    Occupation.CLERK: Skill.OFFICE,
    Occupation.TEACHER: Skill.TEACHING,
    Occupation.HEALTH_WORKER: Skill.NURSING,
    Occupation.TECHNICIAN: Skill.COMPUTING,
    Occupation.LABOURER: Skill.LOADING,
}


def applicant_of(
    sentence: Sentence, office: Office, on: date, busy: set[int], orders: Sequence[Instruction], jornadas: int
) -> Applicant:
    """Tell the matcher of one sentence; *busy* are half days that another one of the person takes, *jornadas* owed."""
    person = sentence.person
    latitude, longitude = position_of(person, office)
    occupation = SKILL_OF_OCCUPATION.get(person.occupation)
    return Applicant(
        id=str(sentence.id),
        person_id=str(person.id),
        latitude=latitude,
        longitude=longitude,
        age=person.age_on(on),
        free_shifts=frozenset(person.free_shift_numbers) - busy,
        weekday_authorised=person.is_weekday_authorised,
        jornadas=jornadas,
        waiting_days=max(0, (on - sentence.received_on).days),
        **_time_limits(sentence, on),
        skills=frozenset(person.skills),
        occupation=occupation.value if occupation else None,
        unable=frozenset(person.unable or ()),
        **_court_terms(sentence),
        **_wishes(person.preferences),
        pinned_opening_id=next(iter(_ordered(orders, InstructionKind.PIN)), None),
        excluded_opening_ids=_ordered(orders, InstructionKind.EXCLUDE),
    )


def opening_of(vacancy: Vacancy, on: date, unit_record: float | None) -> Opening:
    """Tell the matcher of one vacancy and its unit's record; unit, institution and registrations must be loaded."""
    unit, institution = vacancy.unit, vacancy.unit.institution
    return Opening(
        id=str(vacancy.id),
        unit_id=str(unit.id),
        latitude=unit.latitude,
        longitude=unit.longitude,
        district=unit.ubigeo,
        task=vacancy.task.value,
        shifts=tuple(
            OpeningShift(shift.shift, shift.start_minute, shift.end_minute, shift.places - shift.places_taken)
            for shift in vacancy.shifts
        ),
        total_places=vacancy.free_places,
        capacity_total=vacancy.total_places,
        load=vacancy.places_taken,
        is_public=institution.nature is InstitutionNature.PUBLIC,
        has_social_purpose=institution.nature is InstitutionNature.PRIVATE_SOCIAL,
        is_active=unit.is_open and institution.is_beneficiary_unit(on),
        is_recorded_exception=bool(unit.exception_reason),
        is_educational=unit.has_student_contact,
        duties_are_specific=bool(vacancy.duties.strip()),
        skills=frozenset(vacancy.skills),
        demands=frozenset(vacancy.demands),
        minimum_age=vacancy.minimum_age,
        programme=vacancy.programme.value if vacancy.programme else None,
        unit_record=unit_record,
    )


def position_of(person: Person, office: Office) -> tuple[float, float]:
    """The home's point, else the capital of its district or of that district's successor, else the office."""
    if person.latitude is not None and person.longitude is not None:
        return person.latitude, person.longitude
    return capital_of(person.ubigeo) or (office.latitude, office.longitude)


def _time_limits(sentence: Sentence, on: date) -> dict[str, Any]:
    """Until when service counts: it interrupts the prescription, which then comes at the latest half a term later."""
    if sentence.prescribes_on is None:
        return {}
    term = (sentence.prescribes_on - sentence.judgment_date).days
    return {
        "days_to_prescription": (sentence.prescribes_on - on).days,
        "days_of_grace": term * value_at("interrupted_prescription_extension", on) // 100,
    }


def _court_terms(sentence: Sentence) -> dict[str, Any]:
    """What binds by the judgment or by protection, without what it is for."""
    terms, zones = sentence.court_terms or {}, sentence.exclusion_zones or ()
    unit_id = terms.get("unit_id")
    return {
        "court_weekly_hours": terms.get("weekly_hours"),
        "court_unit_ids": frozenset({str(unit_id)}) if unit_id else None,
        "court_programme": terms.get("programme") or _programme_of(sentence.kind),
        "exclusion_zones": tuple(Zone(zone["latitude"], zone["longitude"], zone["radius_km"]) for zone in zones),
        "barred_from_education": bool(sentence.education_bar),
    }


def _wishes(preferences: Sequence[Preference]) -> dict[str, Any]:
    return {
        "preferred_unit_ids": _said(preferences, Stance.PREFERENCE, "unit_id"),
        "preferred_tasks": _said(preferences, Stance.PREFERENCE, "task"),
        "objected_unit_ids": _said(preferences, Stance.OBJECTION, "unit_id"),
        "objected_tasks": _said(preferences, Stance.OBJECTION, "task"),
    }


def _programme_of(kind: SentenceKind) -> str | None:
    """Where the judgment names no programme: free days are served in one (art. 35 CP), service in none."""
    return Programme.FREE_DAY.value if kind is SentenceKind.FREE_DAY_RESTRICTION else None


def _said(preferences: Sequence[Preference], stance: Stance, subject: str) -> frozenset[str]:
    values = (getattr(wish, subject) for wish in preferences if wish.stance is stance)
    return frozenset(str(value) for value in values if value is not None)


def _ordered(orders: Sequence[Instruction], kind: InstructionKind) -> frozenset[str]:
    return frozenset(str(order.vacancy_id) for order in orders if order.kind is kind)
