"""A case file as its officer sees it: what every page of the desk shows of it, and acts that a rival may forestall."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import NotFound, StaleVersion
from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, read_version
from registry.services.accounts.policy import is_allowed
from registry.services.procedures.reading import CaseView, get_case
from registry.services.procedures.transitions import Who, transitions_from
from registry.views.filling import Errors, Form, saved
from registry.views.formats.dates import date_text, time_office
from registry.views.lists import number_of
from registry.views.procedures.terms_told import deadline_told
from registry.views.procedures.visit_words import visit_sentences
from registry.vocabulary.accounts import OUTSIDERS
from registry.vocabulary.messages import message
from registry.vocabulary.procedures import CaseEventKind, CaseState, ProcedureDetail
from registry.web.identity import current_officer

#: Hidden box of every form: the last event that its page told of.
SEEN = "seen"
#: Pages of the acts that ask for one, by what they bring about.
PAGES = {
    CaseEventKind.OBSERVED: "case_acts.show_observing",
    CaseEventKind.VISITED: "case_acts.show_visit",
    CaseEventKind.OPINION: "case_acts.show_opinion",
    CaseEventKind.APPROVED: "case_deciding.show_approval",
    CaseEventKind.DENIED: "case_deciding.show_denial",
}
Done = TypeVar("Done")


class Attempt(NamedTuple, Generic[Done]):
    """An act as it ended: what was done, or what is in the way and the status that says so."""

    done: Done | None
    errors: Errors
    status: int


def open_case(case_file_id: int) -> CaseView:
    """The file for an officer; whoever belongs to an institution follows theirs elsewhere.

    Raises:
        NotAllowed, NotFound: As in `get_case`; or the reader files, and does not review.
    """
    return get_case(case_file_id, by=insider(), on=today())


def insider() -> Any:
    """The officer who reads; whoever belongs to an institution has pages of their own.

    Raises:
        NotFound: The reader belongs to an institution.
    """
    officer = current_officer()
    if officer.role in OUTSIDERS:
        raise NotFound
    return officer


def attempt(act: Callable[[int], Done]) -> Attempt[Done]:
    """Carry an act out over the version that the form was filled from."""
    try:
        done, errors = saved(lambda: act(read_version(request.form)))
    except StaleVersion as refusal:
        return Attempt(None, {WHOLE_FORM: [message(refusal.code)]}, 409)
    return Attempt(done, errors, 422)


def render(template: str, view: CaseView, *, form: Form, errors: Errors, **shown: Any) -> str:
    """A page of the desk about a file; where somebody was first, with what they did since."""
    on = today()
    return render_template(
        f"procedures/desk/{template}.html",
        view=view,
        case=view.file,
        form=form,
        errors=errors,
        news=_news(view, form) if errors else (),
        last_event=view.events[-1].id if view.events else 0,
        due=deadline_told(view.file.due_on, on) if view.file.is_open else "",
        silence=view.details[ProcedureDetail.DEEMED],
        today=on,
        **shown,
    )


def lead_back(case_file_id: int) -> Response:
    """Lead to the page of the file."""
    return redirect(url_for("case_review.show", case_file_id=case_file_id), 303)


def acts_of(view: CaseView, usual: CaseEventKind | None) -> Sequence[Mapping[str, Any]]:
    """What the officer may do next to the file, each with its page; the usual one is told apart."""
    officer, state = current_officer(), view.file.state
    wanted = {kind for kind in PAGES if _is_asked(view, kind)}
    return [
        {
            "label": transition.label,
            "url": url_for(PAGES[transition.kind], case_file_id=view.file.id),
            "is_suggested": transition.kind is usual,
        }
        for transition in transitions_from(state)
        if transition.kind in wanted and not isinstance(transition.who, Who) and is_allowed(officer, transition.who)
    ]


def timeline_of(view: CaseView) -> Sequence[Mapping[str, Any]]:
    """What happened to the file, the newest first."""
    return [_told(event) for event in reversed(view.events)]


def _is_asked(view: CaseView, kind: CaseEventKind) -> bool:
    """Whether the procedure, and what happened so far, leave room for an act."""
    if kind is CaseEventKind.OBSERVED:
        return all(event.kind is not CaseEventKind.OBSERVED for event in view.events)
    if kind is CaseEventKind.OPINION:
        return bool(view.procedure.opinions)
    return kind is not CaseEventKind.VISITED or not view.procedure.is_declarative or view.file.state in REVIEWED


REVIEWED = (CaseState.UNDER_REVIEW, CaseState.OBSERVED)


def _news(view: CaseView, form: Form) -> Sequence[str]:
    """Who did what since the form was opened."""
    seen = number_of(form.get(SEEN))
    if seen is None:
        return ()
    return [
        f"{event.actor_name}, {event.actor_post or 'sin cargo'}: {event.kind.label.lower()}, "
        f"{date_text(event.at)}, {time_office(event.at)}."
        for event in view.events
        if event.id > seen
    ]


def _told(event: Any) -> Mapping[str, Any]:
    words = [*(f"{one['requirement']}: {one['remark']}" for one in (event.facts or {}).get("observations", ()))]
    if event.kind is CaseEventKind.VISITED:
        words += visit_sentences(event.facts or {})
    words += [event.words] if event.words else []
    if event.is_favourable is not None:
        words.insert(0, "Favorable." if event.is_favourable else "Desfavorable.")
    title = event.opinion.label if event.opinion else event.kind.label
    by = ", ".join(filter(None, (event.actor_name, event.actor_post)))
    return {"at": event.at, "title": title, "text": " ".join(words), "by": by, "links": _photo_links(event)}


def _photo_links(event: Any) -> Sequence[tuple[str, str]]:
    """The photographs of a visit, each shown beside the list."""
    shown = {"endpoint": "case_review.show", "case_file_id": event.case_file_id, "_anchor": "documento"}
    photos = (event.facts or {}).get("photos", ())
    return [(f"Fotografía {rank}", url_for(**shown, papel=key)) for rank, key in enumerate(photos, start=1)]
