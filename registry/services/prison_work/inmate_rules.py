"""What the registry refuses in an inmate's facts."""

from collections.abc import Iterator
from datetime import date

from registry.models.people.person import completed_years
from registry.reference.account_bars import known_offence
from registry.reference.articles import MalformedArticle
from registry.services.people.person_rules import ADULT, DNI, OLDEST, OTHER_DOCUMENT, Problem, refuse_all
from registry.services.prison_work.inmate_details import AlimonyDetails, InmateDetails, ReservedDetails
from registry.vocabulary.people import DocumentKind
from registry.vocabulary.prison_work import LegalSituation

MOST_MONTHS = 720


def check_inmate(details: InmateDetails, on: date) -> None:
    """Hold an inmate's facts against every rule at once.

    Raises:
        InvalidFields: Names each field that breaks one.
    """
    refuse_all([*_identity_problems(details, on), *_term_problems(details, on), *_work_problems(details, on)])


def check_reserved(details: ReservedDetails) -> tuple[str, ...]:
    """Tell the offences in their one form, each once.

    Raises:
        InvalidFields: One is neither an article of the code nor a special law that the tables know.
    """
    told: dict[str, None] = {}
    problems: list[Problem] = []
    for offence in details.offences:
        try:
            told[known_offence(offence)] = None
        except MalformedArticle:
            problems.append(("offences", "inmate_offence_unknown", {"offence": offence}))
    refuse_all(problems)
    return tuple(told)


def check_alimony(details: AlimonyDetails, on: date) -> None:
    """Hold an order of alimony against its rules.

    Raises:
        InvalidFields: It lies ahead, or tells not exactly one of share and amount.
    """
    problems: list[Problem] = []
    if details.ordered_on > on:
        problems.append(("ordered_on", "day_ahead", {}))
    if (details.basis_points is None) == (details.cents is None):
        problems.append(("basis_points", "alimony_share_or_amount", {}))
    refuse_all(problems)


def _identity_problems(details: InmateDetails, on: date) -> Iterator[Problem]:
    is_dni = details.document_kind is DocumentKind.DNI
    if not (DNI if is_dni else OTHER_DOCUMENT).fullmatch(details.document_number):
        yield "document_number", "dni_shape" if is_dni else "document_shape", {}
    age = completed_years(details.birth_date, on)
    if details.birth_date > on:
        yield "birth_date", "birth_in_future", {}
    elif not ADULT <= age <= OLDEST:
        yield "birth_date", "age_out_of_range", {"age": age}


def _term_problems(details: InmateDetails, on: date) -> Iterator[Problem]:
    ends_on, release_from = details.sentence_ends_on, details.release_from
    if details.held_since > on:
        yield "held_since", "day_ahead", {}
    if ends_on is not None and details.situation is LegalSituation.DEFENDANT:
        yield "sentence_ends_on", "defendant_has_no_sentence", {}
    if ends_on is not None and ends_on < details.held_since:
        yield "sentence_ends_on", "before_held_since", {}
    if release_from is not None and release_from < details.held_since:
        yield "release_from", "before_held_since", {}
    if release_from is not None and ends_on is not None and release_from > ends_on:
        yield "release_from", "release_after_sentence", {}


def _work_problems(details: InmateDetails, on: date) -> Iterator[Problem]:
    if any(not 0 <= shift <= 13 for shift in details.free_shifts):
        yield "free_shifts", "shift_unknown", {}
    trades = [one.trade for one in details.experience]
    if len(trades) != len(set(trades)) or any(not 0 < one.months <= MOST_MONTHS for one in details.experience):
        yield "experience", "experience_odd", {"most": MOST_MONTHS}
    if (details.inscribed_on is None) != (not details.inscription_folio):
        yield "inscription_folio", "inscription_incomplete", {}
    if details.inscribed_on is not None and details.inscribed_on > on:
        yield "inscribed_on", "day_ahead", {}
    if details.inscribed_on is not None and details.inscribed_on < details.held_since:
        yield "inscribed_on", "before_held_since", {}
    if details.reparation_cents < 0:
        yield "reparation_cents", "required", {}
