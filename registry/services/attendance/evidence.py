"""An entry with the paper that bears it out: both are kept, or neither."""

from dataclasses import replace
from datetime import date

from registry.extensions.database import transaction
from registry.models import Account, AttendanceEntry
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record
from registry.services.documents.attachments import Subject, attach
from registry.services.documents.uploads import Upload
from registry.services.placements.placements import get_placement
from registry.vocabulary.documents import AttachmentKind


def record_with_paper(note: Note, paper: Upload | None, *, officer: Account, on: date) -> AttendanceEntry:
    """Write a note, with the excuse that the person handed in kept among the papers of the sentence.

    Raises:
        NotAllowed, NotFound, WrongState, InvalidFields: As in `recording.record` and `attachments.attach`.
    """
    if paper is None:
        return record(note, officer=officer, on=on)
    with transaction():
        placement = get_placement(note.placement_id, officer=officer)
        kept = attach(Subject(sentence_id=placement.sentence_id), AttachmentKind.EXCUSE, paper, officer=officer)
        return record(replace(note, attachment_id=kept.id), officer=officer, on=on)
