"""Words for what a prison's round, a decision on a post or its end may be refused for."""

MESSAGES: dict[str, str] = {
    "work_round_under_way": "El penal ya tiene una ronda en cálculo. Espere a que termine.",
    "plan_not_verified": "El resultado no pasó la comprobación y no se publicó. Calcule otra ronda y avise a soporte.",
    "post_taken": "Ese puesto se ocupó mientras usted revisaba. Elija otro o calcule otra ronda.",
    "post_not_admissible": "Las reglas ya no admiten ese puesto: {why} Revise la postulación o elija otro.",
    "not_a_candidate": "La persona ya no espera un puesto aquí, o no postuló a esa vacante. Revise su ficha.",
    "crew_below_minimum": (
        "{activity} abre con {minimum} personas y así tendría {crew}. Confirme más a la vez o escriba el motivo."
    ),
    "already_at_work": "La persona ya tiene un puesto. Ábralo en vez de asignar otro.",
    "assignment_ended": "Ese puesto ya terminó ({cause}). Vea su historia.",
    "assignment_day_range": "El último día va del {first} al {last}. Corrija la fecha.",
    "end_cause_by_act": "Ese término resulta de otro acto. Elija una causa de la lista.",
    "assignment_worked": "Ya hay trabajo anotado en ese puesto. Termínelo en vez de deshacerlo.",
    "work_starts_range": "El primer día va del {first} al {last}. Corrija la fecha.",
}
