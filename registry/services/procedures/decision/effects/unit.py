"""Beneficiary units: each site with its place, and the vacancies that it offers, open for the rounds to come."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.models import BeneficiaryUnit, Institution
from registry.reference.places import district_label
from registry.services.institutions.details import ShiftPlaces, UnitDetails, VacancyDetails
from registry.services.institutions.units import place_unit
from registry.services.institutions.vacancies import open_at
from registry.services.procedures.decision.effects.grant import Grant, Registering
from registry.services.procedures.territory import office_for
from registry.vocabulary.institutions import Task, UnitKind, WorkDemand
from registry.vocabulary.people import Skill

SITE_COLUMNS = ("address", "latitude", "longitude", "supervisor", "supervisor_post", "phone", "email")


def articles(grant: Grant) -> Sequence[str]:
    """Each site, with the places that it offers."""
    told = []
    for index, site in enumerate(grant.part("sites", "sites")):
        places = sum(int(vacancy["total_places"]) for vacancy in _vacancies_of(grant, index))
        offered = f", con {places} {'plaza' if places == 1 else 'plazas'}" if places else ""
        told.append(f"Registrar su sede «{site['name']}», en {district_label(site['ubigeo'])}{offered}.")
    return told


def carry_out(session: Session, grant: Grant, institution: Institution) -> None:
    """Enter the sites, each at the office of its own district, and open what they offer."""
    for index, site in enumerate(grant.part("sites", "sites")):
        office_id = office_for(session, site["ubigeo"]) or grant.case.office_id
        if office_id is None:
            raise WrongState("case_without_office")
        unit = place_unit(session, institution, _unit(site), office_id)
        for vacancy in _vacancies_of(grant, index):
            _open(session, unit, vacancy)
    session.flush()


def _vacancies_of(grant: Grant, site: int) -> list[dict[str, Any]]:
    return [vacancy for vacancy in grant.part("vacancies", "vacancies") if int(vacancy["site"]) == site]


def _unit(site: dict[str, Any]) -> UnitDetails:
    return UnitDetails(
        name=site["name"],
        kind=UnitKind(site["kind"]),
        ubigeo=site["ubigeo"],
        has_student_contact=bool(site.get("has_student_contact")),
        **{column: site[column] for column in SITE_COLUMNS if site.get(column) is not None},
    )


def _open(session: Session, unit: BeneficiaryUnit, filed: dict[str, Any]) -> None:
    details = VacancyDetails(
        task=Task(filed["task"]),
        duties=filed.get("duties", ""),
        total_places=int(filed["total_places"]),
        minimum_age=int(filed.get("minimum_age") or VacancyDetails.minimum_age),
        skills=tuple(Skill(skill) for skill in filed.get("skills", ())),
        demands=tuple(WorkDemand(demand) for demand in filed.get("demands", ())),
        shifts=tuple(ShiftPlaces(**shift) for shift in filed["shifts"]),
    )
    open_at(session, unit, details).supervisor = filed.get("supervisor") or ""


REGISTERING = Registering(articles, carry_out)
