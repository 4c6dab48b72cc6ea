"""Words for what applications to work, their evaluations and inductions may be refused for."""

MESSAGES: dict[str, str] = {
    "work_vacancies_count": "Elija de 1 a {most} vacantes, la preferida primero.",
    "work_vacancy_twice": "Una vacante está dos veces. Deje cada una en un solo lugar.",
    "work_vacancy_not_offered": "Una de las vacantes no está publicada en este penal. Elija otra vez.",
    "work_applied_already": "Ya postula a una de estas vacantes. Elija otra, o retire antes esa postulación.",
    "work_day_to_come": "Ese día aún no llega. Corrija la fecha.",
    "work_inmate_released": "Salió en libertad el {day}. Ya no puede postular desde el penal.",
    "work_inmate_unknown": "Nadie en este penal tiene ese documento. Revise el número.",
    "work_application_state": "La postulación está {state} y no admite este paso. Vea su página.",
    "work_own_filing": "Usted registró esta postulación. La evalúa otra persona.",
    "work_evaluated_already": "Usted ya evaluó esta postulación. Lo dicho no se cambia; otra persona puede evaluar.",
    "work_evaluation_settled": "La dirección ya dirimió la evaluación de {profession}. Vea su página.",
    "work_evaluation_undisputed": "En {profession} no hay evaluaciones contrarias por dirimir.",
    "work_nothing_reserved": "Su profesión no pesa datos reservados de quien postula.",
    "induction_hours": "Escriba cuántas horas duró, hasta {most}.",
    "induction_people": "Escriba de 1 a {most} documentos, uno por línea.",
    "induction_unknown": "En este penal no están: {documents}. Corrija esos documentos.",
    "induction_known": "Ya consta la inducción de ese día de: {documents}. Quite esos documentos.",
}
