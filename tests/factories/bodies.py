"""What a program sends of people and sentences."""

PERSON = {
    "document_kind": "dni",
    "document_number": "41234821",
    "given_names": "Rosa",
    "first_surname": "Quispe",
    "birth_date": "1991-03-14",
    "ubigeo": "211101",
    "education": "secondary",
    "occupation": "trader",
    "free_shifts": [10, 11],
}
SENTENCE = {
    "kind": "community_service",
    "case_number": "00516-2026-0-2111-JR-PE-03",
    "court": "Juzgado de Paz Letrado de Juliaca",
    "origin": "autonomous",
    "jornadas": 60,
    "judgment_date": "2026-01-05",
    "received_on": "2026-01-12",
    "offence": "274.1",
}
