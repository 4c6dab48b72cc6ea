import random
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select, update

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Attachment, CaseFile, Upload, UploadPiece
from registry.services.documents.uploads import LARGEST_BYTES
from registry.services.procedures.applying import forgetting, pieces
from registry.services.procedures.applying.pieces import PIECE_BYTES
from tests.factories.procedures import bearer_of, make_draft
from tests.files import plain_pdf, scripted_pdf, virus_test

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def case() -> CaseFile:
    return make_draft()


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A PDF of several pieces."""
    image = Image.frombytes("RGB", (900, 600), random.Random(7).randbytes(1_620_000))
    drawn = BytesIO()
    image.save(drawn, "PDF", quality=95)
    return drawn.getvalue()


def start(case: CaseFile, content: bytes, key: str = "foto-1") -> int:
    size = len(content)
    return pieces.start(case.id, "appointment", key=key, file_name="acta.pdf", size_bytes=size, by=bearer_of(case))


def send(case: CaseFile, content: bytes, *, since: int = 0, most: int = 100) -> int | Attachment:
    """Send up to *most* pieces from a place on, as a browser does."""
    answer: int | Attachment = since
    while most and isinstance(answer, int):
        answer = pieces.receive("foto-1", answer, content[answer : answer + PIECE_BYTES], by=bearer_of(case))
        most -= 1
    return answer


def rows() -> tuple[int, int, int]:
    with reading() as session:
        tables = Upload, UploadPiece, Attachment
        return tuple(session.scalar(select(func.count()).select_from(table)) for table in tables)


def test_a_file_that_comes_in_pieces_becomes_a_paper(case: CaseFile, scan: bytes) -> None:
    assert len(scan) > PIECE_BYTES

    kept = send(case, scan, since=start(case, scan))

    assert isinstance(kept, Attachment)
    assert (kept.requirement, kept.size_bytes) == ("appointment", len(scan))
    assert rows() == (0, 0, 1)


def test_a_line_that_breaks_goes_on_where_it_stopped(case: CaseFile, scan: bytes) -> None:
    send(case, scan, since=start(case, scan), most=1)

    assert start(case, scan) == PIECE_BYTES
    assert isinstance(send(case, scan, since=PIECE_BYTES), Attachment)


def test_an_end_that_was_cut_off_is_asked_for_again(
    case: CaseFile, scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(case, scan)
    monkeypatch.setattr(pieces, "_finish", _die)
    with pytest.raises(KeyboardInterrupt):
        send(case, scan)
    monkeypatch.undo()

    place = start(case, scan)

    assert place == len(scan) - len(scan) % PIECE_BYTES
    assert isinstance(send(case, scan, since=place), Attachment)


def test_a_piece_sent_twice_or_too_soon_changes_nothing(case: CaseFile, scan: bytes) -> None:
    start(case, scan)

    for offset in (0, 0, 7, 2 * PIECE_BYTES):
        assert pieces.receive("foto-1", offset, scan[offset : offset + PIECE_BYTES], by=bearer_of(case)) == PIECE_BYTES


def test_more_than_was_announced_is_not_kept(case: CaseFile) -> None:
    start(case, b"x" * 10)

    assert pieces.receive("foto-1", 0, b"x" * 11, by=bearer_of(case)) == 0


def test_a_photo_of_thirty_megabytes_is_refused_before_it_is_sent(case: CaseFile) -> None:
    with pytest.raises(InvalidFields) as refusal:
        pieces.start(
            case.id, "appointment", key="k", file_name="f.jpg", size_bytes=3 * LARGEST_BYTES, by=bearer_of(case)
        )

    assert refusal.value.problems["file"] == ("file_too_large", {"megabytes": 10})
    assert rows() == (0, 0, 0)


def test_a_large_piece_is_refused(case: CaseFile, scan: bytes) -> None:
    start(case, scan)

    with pytest.raises(InvalidFields):
        pieces.receive("foto-1", 0, scan[: PIECE_BYTES + 1], by=bearer_of(case))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (virus_test(), "file_virus"),
        (b"MZ" * 50, "file_type"),
        (scripted_pdf(), "file_active"),
        (b"%PDF-", "file_damaged"),
    ],
)
def test_of_a_refused_file_nothing_stays(case: CaseFile, content: bytes, code: str) -> None:
    start(case, content)

    with pytest.raises(InvalidFields) as refusal:
        send(case, content)

    assert refusal.value.problems["file"][0] == code
    assert rows() == (0, 0, 0)


def test_another_s_upload_is_not_found(case: CaseFile, scan: bytes) -> None:
    start(case, scan)
    other = make_draft()

    with pytest.raises(NotFound):
        pieces.receive("foto-1", 0, scan[:10], by=bearer_of(other))
    with pytest.raises(NotFound):
        start(other, scan)
    with pytest.raises(NotFound):
        pieces.receive("otra", 0, scan[:10], by=bearer_of(case))


def test_another_file_under_the_same_key_begins_anew(case: CaseFile, scan: bytes) -> None:
    send(case, scan, since=start(case, scan), most=1)

    assert start(case, plain_pdf()) == 0
    assert rows()[:2] == (1, 0)


def test_only_so_many_are_on_their_way_at_once(case: CaseFile, scan: bytes) -> None:
    for number in range(pieces.MOST_UPLOADS):
        start(case, scan, key=f"foto-{number}")

    with pytest.raises(InvalidFields) as refusal:
        start(case, scan, key="una más")

    assert refusal.value.problems["file"][0] == "uploads_too_many"


def test_what_nobody_ends_is_forgotten(case: CaseFile, scan: bytes) -> None:
    send(case, scan, since=start(case, scan), most=1)
    start(case, scan, key="reciente")
    with transaction() as session:
        long_ago = now() - timedelta(days=3)
        session.execute(update(Upload).where(Upload.key == "foto-1").values(started_at=long_ago))

    assert forgetting.forget_old(at=now()) == 1

    assert rows()[:2] == (1, 0)


def _die(*_args: object) -> None:
    raise KeyboardInterrupt
