"""Papers handed in: listed, added, downloaded and withdrawn, beside the institution or the sentence they belong to."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import NotFound
from registry.schemas.documents.attachment import AttachmentInput
from registry.schemas.forms import load_form
from registry.schemas.institutions.registration import ReasonInput
from registry.services.attendance.photos import find_month
from registry.services.documents import attachments, uploads
from registry.services.documents.attachments import Subject
from registry.services.institutions.institutions import get_institution
from registry.services.people.sentences import get_sentence
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.people import purposes, reserved
from registry.vocabulary.accounts import Act
from registry.vocabulary.documents import AttachmentKind
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import find_sent, take

blueprint = Blueprint("attachments", __name__)

LABELS = {"kind": "Qué documento es", "file": "Archivo", "reason": "Motivo"}
ADDED = "El archivo quedó adjunto."
WITHDRAWN = "El archivo quedó retirado."
OF_INSTITUTION = "/instituciones/<int:institution_id>/adjuntos"
OF_SENTENCE = "/personas/<int:person_id>/penas/<int:sentence_id>/adjuntos"


@blueprint.get(OF_INSTITUTION)
@permits(Act.READ_INSTITUTIONS)
def of_institution(institution_id: int) -> str:
    """List an institution's papers."""
    return _page(Subject(institution_id=institution_id), MultiDict(), {})


@blueprint.post(OF_INSTITUTION)
@permits(Act.KEEP_INSTITUTIONS)
def add_to_institution(institution_id: int) -> Answer:
    """Add a paper to an institution."""
    return _add(Subject(institution_id=institution_id))


@blueprint.get(OF_SENTENCE)
@permits(Act.READ_RESERVED)
def of_sentence(person_id: int, sentence_id: int) -> Answer:
    """List a court's papers; they ask for a purpose."""
    if purposes.stated(person_id) is None:
        return reserved.lead_to_purpose(person_id, request.path)
    return _page(_subject(person_id, sentence_id), MultiDict(), {})


@blueprint.post(OF_SENTENCE)
@permits(Act.KEEP_SENTENCES)
def add_to_sentence(person_id: int, sentence_id: int) -> Answer:
    """Add a court's paper."""
    return _add(_subject(person_id, sentence_id))


@blueprint.get("/adjuntos/<int:attachment_id>")
@permits(Act.READ_INSTITUTIONS)
def download(attachment_id: int) -> Answer:
    """Send a paper as it was kept; the look is noted."""
    officer = current_officer()
    person_id = _person_of(attachments.get_attachment(attachment_id, officer=officer))
    purpose = purposes.stated(person_id) if person_id else ""
    if purpose is None and person_id:
        return reserved.lead_to_purpose(person_id, request.path)
    attachment = attachments.open_attachment(attachment_id, officer=officer, purpose=purpose or "")
    answer = Response(attachment.content, mimetype=attachment.media_type.value)
    answer.headers.set("Content-Disposition", "attachment", filename=attachment.file_name)
    return answer


@blueprint.get("/adjuntos/<int:attachment_id>/retirar")
@permits(Act.KEEP_INSTITUTIONS)
def show_withdrawal(attachment_id: int) -> str:
    """Ask why a paper is withdrawn."""
    return _withdrawal_page(attachments.get_attachment(attachment_id, officer=current_officer(), to_keep=True), {})


@blueprint.post("/adjuntos/<int:attachment_id>/retirar")
@permits(Act.KEEP_INSTITUTIONS)
def withdraw(attachment_id: int) -> Answer:
    """Withdraw a paper."""
    officer = current_officer()
    attachment = attachments.get_attachment(attachment_id, officer=officer)
    loaded, errors = load_form(ReasonInput(), request.form)
    if not errors:
        _, errors = saved(lambda: attachments.withdraw(attachment_id, officer=officer, **loaded))
    if errors:
        return _withdrawal_page(attachment, errors), 422
    flash(WITHDRAWN, "success")
    return redirect(_address(attachments.subject_of(attachment)), 303)


def _add(subject: Subject) -> Answer:
    officer = current_officer()
    loaded, errors = load_form(AttachmentInput(), request.form)
    sent = find_sent()
    if sent is None:
        errors["file"] = [LABELS["file"] + ": elija uno de su equipo."]
    if errors or sent is None:
        return _page(subject, request.form, errors), 422

    def keep() -> object:
        return attachments.attach(subject, loaded["kind"], take(sent), officer=officer)

    kept, refused = saved(keep)
    if kept is None:
        return _page(subject, request.form, refused), 422
    flash(ADDED, "success")
    return redirect(_address(subject), 303)


def _subject(person_id: int, sentence_id: int) -> Subject:
    """The sentence, if it is this person's."""
    if get_sentence(sentence_id, officer=current_officer()).person_id != person_id:
        raise NotFound(sentence_id=sentence_id)
    return Subject(sentence_id=sentence_id)


def _person_of(attachment: Any) -> int | None:
    """The person whose court paper it is."""
    if attachment.sentence_id is None:
        return None
    return get_sentence(attachment.sentence_id, officer=current_officer()).person_id


def _address(subject: Subject) -> str:
    if subject.sheet_id is not None:
        sheet = find_month(subject.sheet_id, officer=current_officer())
        return url_for("paper.show", unit_id=sheet.unit_id, month=sheet.month)
    if subject.sentence_id is None:
        return url_for("attachments.of_institution", institution_id=subject.institution_id)
    sentence = get_sentence(subject.sentence_id, officer=current_officer())
    return url_for("attachments.of_sentence", person_id=sentence.person_id, sentence_id=sentence.id)


def _page(subject: Subject, form: Form, errors: Errors) -> str:
    officer = current_officer()
    is_court_paper = subject.sentence_id is not None
    return render_template(
        "documents/attachments.html",
        attachments=attachments.list_attachments(subject, officer=officer),
        institution=None if is_court_paper else get_institution(subject.institution_id or 0, officer=current_officer()),
        sentence=get_sentence(subject.sentence_id, officer=officer) if subject.sentence_id is not None else None,
        action=_address(subject),
        form=form,
        errors=name_missing(errors, LABELS),
        kinds=AttachmentKind.choices(),
        largest_megabytes=uploads.LARGEST_BYTES // 1024 // 1024,
        columns=[{"label": label} for label in ("Archivo", "Documento", "Tamaño", "Adjuntado", "Estado")],
    )


def _withdrawal_page(attachment: Any, errors: Errors) -> str:
    return render_template(
        "documents/attachment_withdrawal.html",
        attachment=attachment,
        back=_address(attachments.subject_of(attachment)),
        form=request.form,
        errors=name_missing(errors, LABELS),
    )
