"""Words for what an institution, a registration, a unit or a vacancy may be refused for."""

MESSAGES: dict[str, str] = {
    "place_out_of_reach": "Ese distrito no es de oficinas a su cargo. Pida a su oficial de registro que la inscriba.",
    "ruc_wrong": "El RUC {ruc} no es válido. Escriba los 11 dígitos de su ficha RUC.",
    "institution_known": "Ya está registrada como «{name}». Ábrala en vez de repetirla.",
    "private_needs_purpose": (
        "Una institución privada necesita un fin asistencial o social (art. 34 CP). Escríbalo como figura en su "
        "estatuto."
    ),
    "dates_in_disorder": "La inscripción no puede vencer antes del {valid_from}. Revise ambas fechas.",
    "renewal_not_later": "La inscripción ya vale hasta el {valid_to}. Escriba una fecha posterior.",
    "already_registered": (
        "La institución ya tiene una inscripción como {role}. Renuévela, o retírela antes de inscribirla otra vez."
    ),
    "registration_state": "La inscripción está {state} y no admite esta operación. Vuelva a abrirla.",
    "point_needed": "No conocemos la ubicación de ese distrito. Escriba la latitud y la longitud del local.",
    "unit_needs_registration": (
        "{institution} no está inscrita como unidad beneficiaria. Inscríbala, o escriba el motivo de la excepción "
        "(art. 250 RCEP)."
    ),
    "unit_open_already": "La unidad ya está abierta. No hace falta hacer nada más.",
    "unit_closed_already": "La unidad ya está cerrada. No hace falta hacer nada más.",
    "vacancy_open_already": "La vacante ya está abierta. No hace falta hacer nada más.",
    "vacancy_closed_already": "La vacante ya está cerrada. No hace falta hacer nada más.",
    "vacancy_needs_shift": "La vacante no tiene turnos. Complete al menos uno, con su horario y sus plazas.",
    "shifts_repeated_or_unknown": "Un turno está repetido o no existe. Deje cada turno de la semana una sola vez.",
    "places_needed": "La vacante no tiene plazas. Escriba al menos una.",
    "places_above_shifts": "Los turnos solo suman {most} plazas. Escriba ese número o uno menor.",
    "minimum_age_range": "La edad mínima está entre {least} y {most} años. Corríjala.",
    "shift_too_early": "El turno empieza antes de las 5:00. Escriba una hora posterior.",
    "morning_starts_after_noon": "El turno de mañana empieza a mediodía o después. Páselo a la tarde.",
    "shift_too_late": "El turno termina después de las 22:00. Escriba una hora anterior.",
    "shift_ends_before_start": "El turno termina antes de empezar. Revise ambas horas.",
    "shift_too_long": "El turno dura más de 10 horas. Acórtelo.",
    "afternoon_ends_before_noon": "El turno de tarde termina a mediodía o antes. Páselo a la mañana.",
    "shift_places_range": "Un turno lleva de 1 a 500 plazas. Corrija el número o quite el turno.",
    "shifts_overlap": "La tarde empieza antes de que termine la mañana. Revise las horas de ese día.",
    "places_below_taken": "Esta vacante ya está ocupada por {people}. Deje al menos esas plazas.",
    "shift_in_use": "El {shift} está ocupado por {people}. Deje el turno, o cambie antes esas ubicaciones.",
    "shift_places_below_taken": "El {shift} está ocupado por {people}. Deje al menos esas plazas.",
    "shift_hours_in_use": (
        "El {shift} está ocupado por {people} en ese horario. Déjelo, o cambie antes esas ubicaciones."
    ),
    "change_strands_people": (
        "Este cambio deja sin su lugar a {people}. Prográmelo para una fecha, y la oficina reubicará antes a quien "
        "haga falta."
    ),
    "plan_day_not_later": "Escriba una fecha posterior a hoy, para que la oficina tenga tiempo de reubicar.",
    "plan_waits_already": "La vacante ya tiene un cambio programado. Retírelo antes de programar otro.",
    "plan_settled": "Ese cambio ya se aplicó o se retiró. Vuelva a abrir la vacante.",
    "plan_strands_nobody": "Este cambio no afecta a nadie. Guárdelo directamente.",
    "help_needs_registration": (
        "{institution} no está inscrita como institución de ayuda social. Presente primero ese trámite."
    ),
    "help_for_nobody": "Falta a quiénes atiende. Marque al menos una opción.",
    "help_nowhere": "Falta dónde atiende. Escriba de 1 a {most} distritos, provincias o departamentos.",
    "help_area_unknown": "No existen lugares con este código: {codes}. Corríjalo.",
    "help_offered_already": "El servicio ya está publicado. No hace falta hacer nada más.",
    "help_stopped_already": "El servicio ya está retirado del directorio. No hace falta hacer nada más.",
}
