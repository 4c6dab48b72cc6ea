"""Words for what a case file of an institution may be refused for."""

MESSAGES: dict[str, str] = {
    "case_not_possible": (
        "El expediente está {state} y ya no admite esta operación ({what}). Ábralo otra vez para ver en qué va."
    ),
    "case_observed_once": (
        "Este expediente ya fue observado una vez, y la ley no admite una segunda (art. 125.1 LPAG). Apruebe o "
        "deniegue con lo presentado."
    ),
    "case_done_already": "Eso ya consta en el expediente. No hace falta hacer nada más.",
    "case_code_wrong": (
        "No encontramos un expediente con ese número y ese código. Cópielos tal como figuran en su cargo. Después de "
        "varios intentos tendrá que esperar unos minutos."
    ),
    "case_drafts_crowded": (
        "Desde esta conexión se empezaron muchos trámites hoy. Espere unos minutos y pruebe otra vez, o siga uno que "
        "ya empezó con su número y su código."
    ),
    "case_known": "Esta institución ya tiene una solicitud en evaluación. Sígala con su código.",
    "case_registered": (
        "Esta institución ya está inscrita como {role} hasta el {valid_to}. Pida la renovación desde su cuenta."
    ),
    "case_needs_account": "Este trámite se presenta desde la cuenta de la institución. Ingrese con su usuario y clave.",
    "case_needs_registration": "Elija la inscripción de la que trata el trámite.",
    "case_registration_other": "Esa inscripción no es de este trámite. Elija la que corresponde.",
    "case_registration_over": "Esa inscripción fue retirada. Presente una inscripción nueva.",
    "case_registration_suspended": "Esa inscripción está suspendida. Comuníquese con la oficina antes de renovarla.",
    "case_renewal_early": ("La inscripción vale hasta el {valid_to}. Podrá pedir la renovación desde el {opens_on}."),
    "case_not_contestable": "Solo se puede pedir la reconsideración de una resolución que denegó la solicitud.",
    "case_contest_late": (
        "El plazo para pedir la reconsideración venció el {due_on} (art. 207.2 LPAG). Puede presentar una solicitud "
        "nueva."
    ),
    "case_step_missing": "Falta completar «{task}».",
    "case_papers_missing": "Falta adjuntar: {papers}.",
    "case_step_closed": (
        "Esa parte ya fue presentada y la oficina no la observó. Corrija solo lo observado y presente la subsanación."
    ),
    "case_cure_late": (
        "El plazo para subsanar venció el {due_on}. El expediente se archivará; puede presentar una solicitud nueva."
    ),
    "case_cure_unchanged": (
        "Sigue igual lo que la oficina observó: {parts}. Corríjalo y vuelva a presentar la subsanación."
    ),
    "case_too_long": "Lo escrito pasa de {most} letras. Acórtelo y guárdelo otra vez.",
    "case_draft_only": "Solo se descarta un borrador. Si ya presentó la solicitud, desista de ella con su motivo.",
    "case_file_unreadable": "Ese archivo no está completo. Elíjalo otra vez y adjúntelo.",
    "file_photo_only": "Aquí va una fotografía. Adjunte un JPG o PNG, no un PDF.",
    "paper_too_many": "Este requisito ya tiene {most} archivos. Quite los que no sirven antes de adjuntar otro.",
    "paper_not_asked": "Este trámite no pide ese documento. Vuelva a la lista de tareas.",
    "piece_too_large": "La parte del archivo es demasiado grande. Vuelva a elegir el archivo.",
    "uploads_too_many": "Hay {most} archivos a medio subir. Termine de subirlos antes de empezar otro.",
    "case_nature_other": "Este trámite es para otra naturaleza: {nature}. Empiece el que toca a su institución.",
    "case_site_unknown": "Esa sede ya no está en la lista. Elija otra.",
    "case_site_in_use": "Esa sede tiene plazas registradas. Quite antes sus plazas en «Tareas y plazas».",
    "case_prison_not_asked": "Marque solo establecimientos de los que pidió. Para añadir otro, cambie antes esa lista.",
    "setting_wrong": "Escriba un número entero, sin punto ni coma.",
    "setting_known": "Ya hay un dato que rige desde ese día. Elija otro día.",
    "closed_day_known": "Ese día ya está anotado como no laborable.",
    "closed_day_rest": "Ese día ya es feriado o fin de semana. No hace falta anotarlo.",
}
