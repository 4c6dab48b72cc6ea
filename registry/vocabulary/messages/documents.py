"""Words for what a document or an uploaded file may be refused for."""

MESSAGES: dict[str, str] = {
    "document_not_found": "Ningún documento lleva ese código. Revise las letras y números bajo el QR.",
    "letter_incomplete": "No se emitió la carta: falta {missing}. Complételo e inténtelo otra vez.",
    "letter_no_change": "No hubo ningún cambio que avisar. Registre primero el cambio.",
    "letter_not_due": "Este documento no corresponde ahora ({state}). Revise en qué va la ubicación.",
    "letter_of_no_placement": "{letter} se emite en su propio trámite, no en una ubicación. Elija otro documento.",
    "letter_no_alert": "Ese incumplimiento no es de esta ubicación. Ábralo desde la lista de incumplimientos.",
    "letter_breach_gone": "Las anotaciones ya no muestran ese incumplimiento. Revise la alerta.",
    "letter_nothing_to_warn": "No hay conductas anotadas desde la última advertencia. No hay qué advertir.",
    "letter_still_owed": "Las anotaciones muestran que aún debe horas. Revise el saldo antes de informar al juez.",
    "letter_nothing_served": "Aún no hay horas cumplidas que acreditar. Revise las anotaciones de asistencia.",
    "letter_month_not_over": "Elija un mes que ya terminó: el informe mensual cuenta el mes completo.",
    "letter_month_not_served": "En ese mes la ubicación no estaba en curso. Elija otro mes.",
    "file_missing": "No llegó ningún archivo. Elija uno y vuelva a adjuntarlo.",
    "file_empty": "El archivo está vacío. Elija otro.",
    "file_too_large": (
        "El archivo pasa de {megabytes} MB. Si es una foto, tómela con menos resolución o envíesela por mensaje para "
        "que se reduzca; si es un PDF, escanéelo en blanco y negro o divídalo."
    ),
    "file_type": "El archivo no es PDF, JPG ni PNG. Conviértalo a uno de esos formatos; cambiarle el nombre no basta.",
    "file_virus": (
        "El archivo lleva la firma de un virus de prueba y no se guardó. Revise su equipo con un antivirus y adjunte "
        "otro archivo."
    ),
    "file_damaged": "No se pudo leer el archivo: está dañado o incompleto. Guárdelo o escanéelo otra vez.",
    "file_locked": "El PDF está protegido con contraseña. Guárdelo sin contraseña y adjúntelo.",
    "file_pages": "El PDF debe tener entre 1 y {most} páginas. Divídalo.",
    "file_active": "El PDF contiene programas, archivos o formularios activos. Imprímalo como PDF y adjunte esa copia.",
    "file_pixels": "La imagen pasa de {megapixels} megapíxeles. Redúzcala y adjúntela.",
    "file_known": "Ese mismo archivo ya está adjunto. Búsquelo en la lista.",
    "file_too_many": "Ya hay {most} archivos. Retire los que no sirven antes de adjuntar otro.",
    "attachment_withdrawn": "Ese archivo fue retirado y ya no se abre. En la lista consta el motivo.",
}
