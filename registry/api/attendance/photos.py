"""The signed paper of a unit's month, photographed or scanned: sent, listed, downloaded."""

from datetime import date
from typing import Any

from registry.api.attendance.sheets import ONE as SHEET
from registry.api.nouns import KEY, MethodView, Noun
from registry.schemas.documents.attachment import AttachmentOutput, FileInput
from registry.services.attendance import photos
from registry.vocabulary.accounts import Act
from registry.vocabulary.documents import MediaType
from registry.web.files import download
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import take

noun = Noun("sheet_photos", __name__, "Fotos de las planillas firmadas")

ALL = f"{SHEET}/photos"


@noun.at(ALL)
class Photos(MethodView):
    """The pictures of a month's sheet."""

    @permits(Act.READ_ATTENDANCE)
    @noun.answers("Listar las fotos de una planilla, la última primero", AttachmentOutput(many=True))
    def get(self, unit_id: int, month: date) -> Any:
        """List them without their bytes."""
        return photos.list_photos(unit_id, month, officer=current_officer())

    @permits(Act.KEEP_ATTENDANCE)
    @noun.takes_file(FileInput)
    @noun.answers("Guardar la foto de una planilla firmada; la misma no se guarda dos veces", AttachmentOutput, 201)
    def post(self, facts: dict[str, Any], unit_id: int, month: date) -> Any:
        """Keep a picture or scan beside the sheet, also once it was closed."""
        return photos.keep_photo(unit_id, month, take(facts["file"]), officer=current_officer())


@noun.at(f"{ALL}/<{KEY}:photo_id>/content")
class PhotoContent(MethodView):
    """The bytes of a picture."""

    offers = tuple(MediaType.values())

    @permits(Act.READ_ATTENDANCE)
    @noun.answers_file("Descargar la foto de una planilla", *offers)
    def get(self, unit_id: int, month: date, photo_id: int) -> Any:
        """Send them; the look is noted."""
        found = photos.open_photo(unit_id, month, photo_id, officer=current_officer())
        return download(found.content, found.media_type.value, found.file_name)
