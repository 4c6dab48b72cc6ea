"""The officers' desk of case files: narrowed, searched and handed out."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.schemas.forms import load_form
from registry.schemas.procedures.desk import AssignmentInput
from registry.services.accounts.policy import Act, is_allowed
from registry.services.procedures.desk import assigning, inbox
from registry.services.procedures.desk.assigning import Assigned
from registry.services.procedures.desk.inbox import Inbox
from registry.services.procedures.desk.narrowing import CaseFilter, Due, Holder, Standing
from registry.views import searches
from registry.views.formats.numbers import number, plural
from registry.views.lists import ListAddress, number_of, page_of, term_of
from registry.views.procedures.terms_told import days_left
from registry.vocabulary.messages import message
from registry.vocabulary.procedures import CaseState, ProcedureCode
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import field_messages

blueprint = Blueprint("case_inbox", __name__, url_prefix="/expedientes")

FILTERS = (searches.PARAMETER, "tramite", "estado", "oficial", "oficina", "plazo")
#: Names of the filter's parts in the address, and of what they narrow.
FACETS = {"tramite": "procedure", "estado": "state", "oficial": "officer", "oficina": "office_id", "plazo": "due"}
COLUMNS = [{"label": label} for label in ("Expediente", "Institución", "Trámite", "A cargo de", "Vence", "Estado")]
#: States that a file has once it was presented.
STATES = [state for state in CaseState if state is not CaseState.DRAFT]
NOBODY_CHOSEN = "Elija a quién asignar los expedientes y marque al menos uno."


@blueprint.get("/")
@permits(Act.READ_CASES)
def index() -> str:
    """List the files within reach, what is overdue first."""
    return _page(_address())


@blueprint.post("/buscar")
@permits(Act.READ_CASES)
def look_for() -> Response:
    """Look for a number, a RUC or a name; the address that follows carries only a key."""
    text = request.form.get("search", "").strip()
    return redirect(url_for("case_inbox.index", busqueda=searches.keep(text), estado="all") if text else _own(), 303)


@blueprint.post("/asignar")
@permits(Act.ASSIGN_CASES)
def assign() -> str | Response:
    """Give the ticked files to an officer, or all that the filter leaves once their number was confirmed."""
    address = _address()
    loaded, errors = load_form(AssignmentInput(), request.form)
    if errors:
        flash(NOBODY_CHOSEN, "warning")
        return redirect(address.with_(), 303)
    if not loaded["whole_filter"]:
        return _give(loaded["case_files"], loaded["officer_id"], address)
    versions = assigning.versions_of(_narrowed(address.given), officer=current_officer(), on=today())
    if versions and loaded["confirmed"] != len(versions):
        return _confirmation(len(versions), loaded["officer_id"], address)
    return _give(versions, loaded["officer_id"], address)


def _give(versions: Mapping[int, int], officer_id: int, address: ListAddress) -> str | Response:
    """Give files to an officer, and tell each that could not be given."""
    try:
        results = assigning.assign_many(versions, officer_id, officer=current_officer(), on=today())
    except InvalidFields as refusal:
        told = field_messages(refusal)["case_files"][0]
        flash(told if versions else NOBODY_CHOSEN, "warning")
        return redirect(address.with_(), 303)
    given = sum(result.refusal is None for result in results)
    if given:
        flash(f"{plural(given, 'expediente asignado', 'expedientes asignados')}.", "success")
    refused = _refused(results)
    return _page(address, refused) if refused else redirect(address.with_(), 303)


def _confirmation(count: int, officer_id: int, address: ListAddress) -> str:
    """How many files would be given to whom, and by which filter: nothing is given yet."""
    officer, wanted = current_officer(), _narrowed(address.given)
    found = inbox.read_inbox(wanted, officer=officer, on=today(), page=1)
    return render_template(
        "procedures/desk/assigning.html",
        count=count,
        total=found.page.total,
        officer_id=officer_id,
        to=dict(_reviewers(officer)).get(officer_id, ""),
        filters=[words for words in _words(wanted, address, _options(found)).values() if words],
        assign_url=ListAddress("case_inbox.assign", address.given).with_(),
        back=address.with_(),
    )


def _refused(results: Sequence[Assigned]) -> list[tuple[str, str]]:
    """Each file that was not given, with why."""
    return [
        (result.number or "Expediente de otra oficina", message(result.refusal.code, result.refusal.facts))
        for result in results
        if result.refusal is not None
    ]


def _reviewers(officer: Any) -> list[tuple[int, str]]:
    return [(one.id, f"{one.full_name}, {one.post}") for one in assigning.list_officers(officer=officer)]


def _own() -> str:
    return url_for("case_inbox.index")


def _address() -> ListAddress:
    return ListAddress.of("case_inbox.index", request.args, *FILTERS)


def _page(address: ListAddress, refused: Sequence[tuple[str, str]] = ()) -> str:
    officer, on, wanted = current_officer(), today(), _narrowed(address.given)
    found = inbox.read_inbox(wanted, officer=officer, on=on, page=page_of(request.args))
    options = _options(found)
    return render_template(
        "procedures/desk/inbox.html",
        inbox=found,
        page=found.page,
        address=address,
        wanted=wanted,
        options=options,
        columns=COLUMNS,
        chips=address.chips(_words(wanted, address, options)),
        officer_choices=_reviewers(officer) if is_allowed(officer, Act.ASSIGN_CASES) else (),
        refused=refused,
        days_left=days_left(on),
        assign_url=ListAddress("case_inbox.assign", address.given).with_(),
        most=assigning.MOST_ASSIGNED,
    )


def _narrowed(given: Mapping[str, str]) -> CaseFilter:
    held = given.get("oficial")
    state = term_of(Standing, given.get("estado")) or term_of(CaseState, given.get("estado"))
    return CaseFilter(
        search=searches.asked(given),
        procedure=term_of(ProcedureCode, given.get("tramite")),
        state=state or Standing.WAITING,
        officer=term_of(Holder, held) or number_of(held),
        office_id=number_of(given.get("oficina")),
        due=term_of(Due, given.get("plazo")),
    )


def _options(found: Inbox) -> dict[str, list[tuple[Any, str]]]:
    """The choices of each filter, each with how many files it would leave."""
    counts = found.counts
    holders = [(Holder.NOBODY, Holder.NOBODY.label), *found.officers.items()]
    choices: dict[str, list[tuple[Any, str]]] = {
        "tramite": [(code, code.label) for code in ProcedureCode],
        "estado": [(term, term.label) for term in (*Standing, *STATES)],
        "oficial": holders,
        "oficina": list(found.offices.items()),
        "plazo": [(due, due.label) for due in Due],
    }
    return {
        name: [(key, f"{label} ({number(count)})") for key, label in pairs if (count := counts[FACETS[name]].get(key))]
        for name, pairs in choices.items()
    }


def _words(
    wanted: CaseFilter, address: ListAddress, options: Mapping[str, Sequence[tuple[Any, str]]]
) -> dict[str, str]:
    """The filters in force, in words."""
    told = {searches.PARAMETER: f"Búsqueda: {wanted.search}" if wanted.search else ""}
    for name in FACETS:
        chosen = address.given.get(name)
        labels = {str(key): label.rpartition(" (")[0] for key, label in options[name]}
        told[name] = labels.get(chosen, "Sin resultados") if chosen else ""
    return told
