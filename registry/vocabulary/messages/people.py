"""Words for what a person's file, a sentence or a sheet of people may be refused for."""

MESSAGES: dict[str, str] = {
    "dni_shape": "El DNI tiene 8 dígitos. Escríbalos todos, con los ceros iniciales.",
    "document_shape": "El documento tiene entre 5 y 20 letras o dígitos. Escríbalo sin signos.",
    "document_taken": "Ese documento pertenece a otra persona registrada. Busque a la persona por su documento.",
    "person_elsewhere": (
        "Esta persona tiene expediente en otra oficina. Pida a esa oficina que lo transfiera (art. 261 RCEP)."
    ),
    "purpose_required": "Escriba para qué consulta estos datos. El motivo queda en el registro.",
    "personal_code_wrong": (
        "El código y el documento no coinciden con una carta vigente. Revise ambos en su última carta; después de "
        "varios intentos hay que esperar unos minutos."
    ),
    "excuse_day_far": (
        "Aquí se justifica una falta de los últimos {back} días o de los próximos {ahead}. Por otra, vaya a su oficina."
    ),
    "excuse_too_many": "Hoy ya entregó {most} archivos. Vuelva mañana o llévelos a su oficina.",
    "birth_in_future": "La fecha de nacimiento es posterior a hoy. Revise el año.",
    "age_out_of_range": "Con esa fecha la persona tendría {age} años. Revise la fecha de nacimiento.",
    "underage_at_judgment": (
        "La persona tenía {age} años en la fecha de la sentencia. Revise ambas fechas; la pena es para adultos."
    ),
    "ubigeo_unknown": "No hay un distrito con el código {ubigeo}. Elija el distrito de la lista.",
    "point_incomplete": "Falta la latitud o la longitud. Complete ambas o deje ambas vacías.",
    "shift_unknown": "Los turnos van de 0 (lunes por la mañana) a 13 (domingo por la tarde). Corrija la lista.",
    "case_number_malformed": (
        "El número de expediente no tiene la forma 00516-2026-0-2111-JR-PE-03. Cópielo de la resolución."
    ),
    "case_already_registered": "La persona ya tiene una sentencia con ese expediente. Ábrala en vez de repetirla.",
    "judgment_in_future": "La sentencia lleva una fecha posterior a hoy. Revise la fecha.",
    "received_in_future": "La fecha de recepción es posterior a hoy. Revise la fecha.",
    "received_before_judgment": "La copia no pudo recibirse antes de la sentencia. Revise ambas fechas.",
    "prescribes_before_judgment": "La pena no puede prescribir antes de la sentencia. Revise ambas fechas.",
    "offence_unknown": "No reconocemos ese artículo del código. Elija el delito de la lista o escriba «art. 195».",
    "offence_not_autonomous": (
        "Ese artículo no lleva esta pena por sí mismo. Elija el delito de la lista, con su párrafo, o registre la "
        "pena como convertida."
    ),
    "jornadas_out_of_range": (
        "El art. {article} CP admite de {minimum} a {maximum} jornadas en la fecha de la sentencia. "
        "Corrija el número o pida a la jefatura una excepción con su motivo."
    ),
    "jornadas_outside_law": "La ley admite de {minimum} a {maximum} jornadas. Corrija el número.",
    "needs_court_order": (
        "La persona ya tiene o tuvo ubicación por esta sentencia. "
        "Registre el cambio como mandato judicial con su fecha."
    ),
    "court_unit_unknown": "No hay una unidad beneficiaria con ese código. Elíjala de la lista.",
    "zone_out_of_bounds": "La zona queda fuera del Perú o su radio no está entre 0.05 y 50 km. Corrija la zona.",
    "order_takes_no_jornadas": "Solo el cambio de jornadas lleva un número. Deje ese dato vacío.",
    "order_needs_jornadas": "Falta el nuevo número de jornadas. Cópielo de la resolución.",
    "order_in_future": "El mandato lleva una fecha posterior a hoy. Revise la fecha.",
    "order_before_judgment": "El mandato no puede ser anterior a la sentencia. Revise la fecha.",
    "order_in_force_before": "El mandato no puede regir antes de dictarse. Revise ambas fechas.",
    "sentence_closed": "La ejecución de esta sentencia ya terminó. Solo puede consultarla.",
    "sentence_not_stayed": "La ejecución no está suspendida en esa fecha. Registre antes el mandato que la suspendió.",
    "sentence_already_stayed": "La ejecución ya está suspendida en esa fecha. Registre la reanudación si corresponde.",
    "unit_or_task": "Indique una unidad o una tarea, y solo una de las dos.",
    "preference_unit_unknown": "No hay una unidad beneficiaria con ese código. Elíjala de la lista.",
    "sheet_unreadable": "No se puede leer {filename}. Guárdelo como XLSX o como CSV y vuelva a intentarlo.",
    "sheet_kind": "{filename} no es CSV ni XLSX. Guárdelo en uno de esos formatos.",
    "sheet_too_large": "{filename} es demasiado grande. Divídalo en archivos más pequeños.",
    "sheet_empty": "{filename} no tiene filas. Copie los datos en la plantilla.",
    "sheet_columns_missing": "Faltan columnas en {filename}: {columns}. Use la plantilla.",
    "sheet_columns_unknown": "{filename} tiene columnas que no conocemos: {columns}. Quítelas o use la plantilla.",
    "sheet_columns_repeated": "{filename} repite columnas: {columns}. Deje una de cada una.",
    "sheet_row_too_long": "La fila tiene más celdas que columnas. Revise los separadores.",
    "sheet_sentence_differs": (
        "La sentencia ya estaba registrada con otros datos ({fields}). No se cambió; corríjala en su página si hace "
        "falta."
    ),
    "sheet_institution_differs": (
        "Ya estaba registrada y la hoja dice otra cosa en: {fields}. No se cambió; corrija en su página lo que falle."
    ),
    "sheet_unit_unknown": "No hay una unidad de su oficina que responda a «{unit}». Escriba su código, o RUC y nombre.",
    "sheet_vacancy_unknown": "La unidad no ofrece esa tarea con plazas abiertas. Registre antes la plaza.",
    "sheet_vacancy_ambiguous": "La unidad ofrece esa tarea en varias plazas. Indique la tarea y los turnos con horas.",
    "sheet_shift_not_offered": "La plaza no recibe personas en ese turno u horario. Use los turnos que ofrece.",
    "sheet_starts_before_judgment": "La ubicación no pudo empezar antes de la sentencia. Revise ambas fechas.",
    "sheet_placed_elsewhere": "La sentencia ya tiene otra ubicación. Ciérrela antes de importar una nueva.",
}
