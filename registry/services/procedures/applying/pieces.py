"""Files that come in pieces, for lines that break: each piece is kept, and the next one goes on where it stopped."""

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.models import Attachment, CaseFile, Upload, UploadPiece
from registry.services.documents import uploads
from registry.services.procedures.applicants import Applicant, as_applicant, hold_own
from registry.services.procedures.applying import papers
from registry.services.procedures.applying.forgetting import UPLOAD_KEPT, forget_upload

PIECE_BYTES = 256 * 1024
#: Files of one case file that are on their way at once.
MOST_UPLOADS = 5
LONGEST_KEY, LONGEST_NAME = 64, 200


def start(case_file_id: int, requirement: str, *, key: str, file_name: str, size_bytes: int, by: Applicant) -> int:
    """Where to go on with a file: at its beginning, or where it stopped.

    A file of which every byte is here is asked for its last piece again, which ends it.

    Raises:
        NotFound: There is no such file of theirs, the procedure does not ask for this, or the key is another's.
        WrongState: The paper was presented already.
        InvalidFields: It is empty or too large, or too many are on their way.
    """
    if size_bytes < 1:
        raise InvalidFields({"file": ("file_empty", {})})
    uploads.require_size(size_bytes)
    if not 0 < len(key) <= LONGEST_KEY:
        raise NotFound
    with as_applicant(by), transaction() as session:
        case = hold_own(session, case_file_id, by)
        papers.require_wanted(session, case, requirement)
        known = session.scalars(_by_key(key)).first()
        if known is not None and known.case_file_id != case.id:
            raise NotFound
        if known is not None and (known.requirement, known.size_bytes) == (requirement, size_bytes):
            return _place_to_go_on(session, known)
        if known is not None:
            session.expunge(known)
            forget_upload(session, known.id)
        _begin(session, case, Upload(requirement=requirement, key=key, file_name=file_name, size_bytes=size_bytes))
        return 0


def receive(key: str, offset: int, content: bytes, *, by: Applicant) -> int | Attachment:
    """Keep a piece; the place where the next one begins, or with the last piece the paper.

    A piece that is here already, or that leaves a gap, changes nothing. Of a file that is refused nothing stays.

    Raises:
        NotFound: Nothing was begun under this key, or it is another's.
        InvalidFields: The piece is too large; or the whole is not what may be kept (`uploads.accept`).
    """
    if len(content) > PIECE_BYTES:
        raise InvalidFields({"file": ("piece_too_large", {})})
    with as_applicant(by), transaction() as session:
        upload = _held(session, key, by)
        end = _end(session, upload)
        if offset == end and content and end + len(content) <= upload.size_bytes:
            _keep(session, upload, offset, content)
            end += len(content)
        if end < upload.size_bytes:
            return end
        whole = _whole(session, upload)
    return _finish(upload, whole, by)


def _finish(upload: Upload, whole: bytes, by: Applicant) -> Attachment:
    """Turn a whole upload into a paper; the file is looked at while nothing is held."""
    try:
        accepted = uploads.accept(upload.file_name, whole)
        with as_applicant(by), transaction() as session:
            paper = papers.attach(upload.case_file_id, upload.requirement, accepted, by=by)
            forget_upload(session, upload.id)
            return paper
    except InvalidFields:
        with transaction() as session:
            forget_upload(session, upload.id)
        raise


def _begin(session: Session, case: CaseFile, upload: Upload) -> None:
    alive = Upload.case_file_id == case.id, Upload.started_at > now() - UPLOAD_KEPT
    under_way = session.scalar(select(func.count()).select_from(Upload).where(*alive)) or 0
    if under_way >= MOST_UPLOADS:
        raise InvalidFields({"file": ("uploads_too_many", {"most": MOST_UPLOADS})})
    upload.case_file_id, upload.file_name = case.id, upload.file_name[:LONGEST_NAME]
    session.add(upload)
    session.flush()


def _held(session: Session, key: str, by: Applicant) -> Upload:
    """The upload, with its case file held before it, as everywhere."""
    upload = session.scalars(_by_key(key)).first()
    if upload is None:
        raise NotFound
    hold_own(session, upload.case_file_id, by)
    held = session.scalars(_by_key(key).with_for_update().execution_options(populate_existing=True)).first()
    if held is None:
        raise NotFound
    return held


def _place_to_go_on(session: Session, upload: Upload) -> int:
    end = _end(session, upload)
    if end < upload.size_bytes:
        return end
    last = int(session.scalar(select(func.max(UploadPiece.offset)).where(UploadPiece.upload_id == upload.id)) or 0)
    own = UploadPiece.upload_id == upload.id, UploadPiece.offset == last
    session.connection().execute(delete(UploadPiece).where(*own))
    return last


def _keep(session: Session, upload: Upload, offset: int, content: bytes) -> None:
    """Beside the audit: a piece is nobody's paper yet."""
    piece = {"upload_id": upload.id, "offset": offset, "size_bytes": len(content), "content": content}
    session.connection().execute(insert(UploadPiece).values(piece))


def _end(session: Session, upload: Upload) -> int:
    """How many bytes are here; pieces lie one after the other."""
    sizes = select(func.coalesce(func.sum(UploadPiece.size_bytes), 0)).where(UploadPiece.upload_id == upload.id)
    return int(session.scalar(sizes) or 0)


def _whole(session: Session, upload: Upload) -> bytes:
    pieces = select(UploadPiece.content).where(UploadPiece.upload_id == upload.id).order_by(UploadPiece.offset)
    return b"".join(session.scalars(pieces))


def _by_key(key: str) -> Select[Upload]:
    return select(Upload).where(Upload.key == key)
