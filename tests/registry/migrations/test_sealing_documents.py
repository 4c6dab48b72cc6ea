"""Documents that were issued before they were sealed."""

import flask_migrate
from flask import Flask
from sqlalchemy import text

from registry.extensions.clock import today
from registry.extensions.database import db
from registry.services.documents.documents import issue, open_pdf
from registry.services.documents.verification import recheck
from registry.vocabulary.placements import LetterKind
from tests.factories.placements import make_notified
from tests.factories.rounds import make_desk_officer

STORED = text("SELECT content, pdf FROM document WHERE id = :id")


def stored(document_id: int) -> tuple[str, bytes]:
    with db.engine.connect() as connection:
        row = connection.execute(STORED, {"id": document_id}).one()
        return row.content, bytes(row.pdf)


def test_old_documents_are_sealed_and_still_hold(app: Flask) -> None:
    officer = make_desk_officer()
    placement = make_notified(officer=officer)
    letter = issue(placement.id, LetterKind.PRESENTATION_TO_UNIT, officer=officer, on=today())
    flask_migrate.downgrade(revision="0011")
    content, pdf = stored(letter.id)

    flask_migrate.upgrade()

    assert content.startswith("{")
    assert pdf.startswith(b"%PDF")
    assert [part[:6] in ("gAAAAA", b"gAAAAA") for part in stored(letter.id)] == [True, True]
    assert open_pdf(letter.id, officer=officer).pdf == pdf
    assert recheck(letter.id, officer=officer).holds
