"""The first page of whoever answers for an institution: what to do first, then where everything of theirs stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from registry.reference.months import month_before
from registry.services.accounts.policy import Act, is_allowed
from registry.services.agreements.listing import AgreementFilter, list_agreements
from registry.services.attendance.owing import list_sheets, overdue
from registry.services.institutions.institutions import list_institutions
from registry.services.institutions.scorecards import list_scorecards
from registry.services.institutions.units import list_units
from registry.services.institutions.vacancies import list_vacancies
from registry.services.procedures.reading import list_open_own
from registry.views.institutions import own_steps
from registry.views.institutions.own_steps import Step, file_words, left_words, renewal_step
from registry.views.institutions.scorecard import plain_words
from registry.views.institutions.standing import of_unit
from registry.vocabulary.accounts import OUTSIDERS
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.procedures import CaseState

#: More stand behind the link to the whole list.
MOST = 20


@dataclass(frozen=True)
class Held:
    """A registration as its holder reads it."""

    institution: Any
    registration: Any
    left: str
    renewal: Step | None


class Filed(NamedTuple):
    """An open file, and who has to act on it."""

    case: Any
    turn: str


@dataclass(frozen=True)
class Sites:
    """What an institution that receives people has: its units, what they offer, their sheets and their records."""

    rows: Sequence[Any] = ()
    vacancies: Sequence[Any] = ()
    sheets: Sequence[Any] = ()
    overdue: Sequence[Any] = ()
    cards: Mapping[int, Any] = field(default_factory=dict)


def is_for(account: Any) -> bool:
    """Whether this is the account's first page: it answers for institutions."""
    return account.role in OUTSIDERS and is_allowed(account, Act.READ_INSTITUTIONS)


def page_of(account: Any, on: date) -> dict[str, Any]:
    """What the page shows."""
    institutions = list_institutions(officer=account, per_page=MOST).items
    files = list_open_own(account=account)
    agreements = list_agreements(AgreementFilter(on=on), officer=account, per_page=MOST).items
    held = list(_held(institutions, files, on))
    sites = _sites(account, on)
    steps = _steps(held, files, agreements, sites, on)
    return {
        "role": account.role,
        "institutions": institutions,
        "first": steps[0] if steps else _usual(held, on),
        "steps": steps[1:],
        "held": held,
        "files": [Filed(case, file_words(case, on)) for case in files],
        "sites": sites if is_allowed(account, Act.READ_UNITS) else None,
        "agreements": agreements,
        "by_role": _by_role(held),
        "standing_of": of_unit,
        "card_words": plain_words,
        "month": month_before(on),
        "today": on,
    }


def _held(institutions: Sequence[Any], files: Sequence[Any], on: date) -> Iterator[Held]:
    for institution in institutions:
        for one in institution.registrations:
            yield Held(institution, one, left_words(one, on), renewal_step(one, files, on))


def _sites(account: Any, on: date) -> Sites:
    if not is_allowed(account, Act.READ_UNITS):
        return Sites()
    return Sites(
        rows=list_units(officer=account, per_page=MOST).items,
        vacancies=list_vacancies(officer=account, per_page=MOST).items,
        sheets=list_sheets(month_before(on), officer=account, act=Act.READ_UNITS)[:MOST],
        overdue=overdue(account, on, act=Act.READ_UNITS),
        cards=list_scorecards(officer=account, on=on),
    )


def _steps(
    held: Sequence[Held], files: Sequence[Any], agreements: Sequence[Any], sites: Sites, on: date
) -> Sequence[Step]:
    return [
        *own_steps.file_steps(files, on, CaseState.OBSERVED),
        *own_steps.renewal_steps([one.registration for one in held], files, on),
        *own_steps.file_steps(files, on, CaseState.DRAFT),
        *own_steps.sheet_steps(sites.overdue),
        *own_steps.agreement_steps(agreements, on),
        *own_steps.offer_steps(sites.rows, sites.vacancies),
    ]


def _usual(held: Sequence[Held], on: date) -> Step | None:
    """What there is to do where nothing presses, by the role that is in force."""
    in_force = {one.registration.role: one.institution for one in held if one.registration.is_in_force(on)}
    if InstitutionRole.COMPANY in in_force:
        url = url_for("case_catalogue.new", procedure="actividad-productiva")
        return Step("done", "Está al día", "Proponer una actividad", url)
    if group := in_force.get(InstitutionRole.RELIGIOUS_GROUP):
        url = url_for("visit_requests.new", institution_id=group.id)
        return Step("done", "Está al día", "Pedir una visita", url)
    return None


def _by_role(held: Sequence[Held]) -> Mapping[str, Any]:
    """The institution that holds each role, whatever its dates."""
    active = (one for one in held if one.registration.state is not RegistrationState.WITHDRAWN)
    return {one.registration.role.value: one.institution for one in active}
