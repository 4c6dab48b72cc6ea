MESSAGES: dict[str, str] = {
    "round_under_way": "Su oficina ya tiene una ronda en cálculo. Espere a que termine o deténgala.",
    "round_ended": "La ronda ya terminó ({state}). Abra su resultado.",
    "round_decided": "Ya hay decisiones en esta ronda. Inicie otra ronda a partir de ella.",
    "point_unknown": "Esa alternativa no está en la ronda. Elija una de la tabla.",
    "round_without_plan": "La ronda no tiene resultado que explicar. Inicie otra ronda.",
    "round_by_earlier_version": (
        "Una versión anterior del programa calculó esta ronda y ya no puede explicarla. Sus cifras y lo decidido se "
        "conservan; para otra explicación, inicie una ronda nueva."
    ),
    "vacancy_not_in_round": "Esa plaza no entró en la ronda. Elija una de la lista.",
    "out_of_range": "El valor está fuera de rango. Escriba un número entre {minimum} y {maximum}.",
    "proposal_decided": "Esta propuesta ya está decidida ({state}). Deshaga la decisión para cambiarla.",
    "nothing_to_undo": "No hay decisión que deshacer en esta propuesta.",
    "reason_missing": "Falta el motivo. Escriba por qué decide así.",
    "reason_too_long": "El motivo es muy largo. Resúmalo en {maximum} caracteres.",
    "already_pinned": "La persona ya está fijada en una plaza. Levante esa indicación primero.",
    "instruction_lifted": "Esta indicación ya se levantó. No hace falta hacer nada más.",
    "vacancy_not_admissible": (
        "Las reglas no admiten a la persona en esa plaza. Vea el motivo y elija otra de la lista."
    ),
    "proposal_outdated": (
        "Los turnos libres de la persona cambiaron después de la ronda. Cambie la propuesta a una plaza de la lista."
    ),
    "reference_date_range": "La fecha de referencia está entre el {first} y el {last}. Corríjala.",
    "unexpected_failure": "Un error interrumpió el cálculo; el registro no cambió. Inicie otra ronda.",
    "worker_lost": "El proceso que calculaba la ronda se perdió; el registro no cambió. Inicie otra ronda.",
    "worker_name_taken": "Otro proceso de esta máquina ya usa ese nombre. Cambie REINSERTA_WORKER_ID.",
}
