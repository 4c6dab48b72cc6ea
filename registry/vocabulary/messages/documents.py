"""Words for what a document or an uploaded file may be refused for."""

MESSAGES: dict[str, str] = {
    "document_not_found": "Ningún documento lleva ese código. Revise las letras y números bajo el QR.",
    "letter_incomplete": "No se emitió la carta: falta {missing}. Complételo e inténtelo otra vez.",
    "file_missing": "No llegó ningún archivo. Elija uno y vuelva a adjuntarlo.",
    "file_empty": "El archivo está vacío. Elija otro.",
    "file_too_large": "El archivo pasa de {megabytes} MB. Escanéelo con menos calidad o divídalo.",
    "file_type": "El archivo no es PDF, JPG ni PNG. Conviértalo a uno de esos formatos; cambiarle el nombre no basta.",
    "file_damaged": "No se pudo leer el archivo: está dañado o incompleto. Guárdelo o escanéelo otra vez.",
    "file_locked": "El PDF está protegido con contraseña. Guárdelo sin contraseña y adjúntelo.",
    "file_pages": "El PDF debe tener entre 1 y {most} páginas. Divídalo.",
    "file_active": "El PDF contiene programas, archivos o formularios activos. Imprímalo como PDF y adjunte esa copia.",
    "file_pixels": "La imagen pasa de {megapixels} megapíxeles. Redúzcala y adjúntela.",
    "file_known": "Ese mismo archivo ya está adjunto. Búsquelo en la lista.",
    "file_too_many": "Ya hay {most} archivos. Retire los que no sirven antes de adjuntar otro.",
    "attachment_withdrawn": "Ese archivo fue retirado y ya no se abre. En la lista consta el motivo.",
}
