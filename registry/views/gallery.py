"""The gallery: every part that pages are made of, in each of its states."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, render_template

from registry.extensions.clock import PERU
from registry.schemas.forms import WHOLE_FORM
from registry.views.formats.states import STATES
from registry.views.lists import ListAddress
from registry.views.lookups import Found
from registry.views.places import Area
from registry.web.permissions import public

blueprint = Blueprint("gallery", __name__, url_prefix="/componentes")

REFUSED = {
    "ruc": ["El RUC tiene 10 dígitos. Escriba los 11 de su ficha RUC."],
    "nature": ["Diga si la institución es pública o privada."],
    "places": {"10": ["Escriba un número de 0 a 999."]},
    WHOLE_FORM: ["Esta institución ya tiene una solicitud en evaluación. Sígala con su código."],
}
NATURES = [
    ("public", "Pública"),
    ("private_social", "Privada con fin asistencial o social", "Pediremos el documento que lo acredita."),
]
SKILLS = [("gardening", "Jardinería"), ("painting", "Pintura"), ("carpentry", "Carpintería")]
GAPS: list[dict[str, Any]] = [
    {"gap": 0.0, "status": "optimal"},
    {"gap": 0.0005, "status": "feasible"},
    {"gap": 0.006, "status": "feasible"},
    {"gap": 0.032, "status": "feasible"},
    {"gap": 0.12, "status": "feasible", "shortlist": True},
    {"gap": None, "status": "feasible"},
    {
        "gap": 0.006,
        "status": "feasible",
        "objective": {"placed": 312.0, "value": 9940.0},
        "bound": {"placed": 312.0, "value": 10000.0},
        "equal_weights": True,
    },
    {
        "gap": 0.02,
        "status": "feasible",
        "objective": {"placed": 980.0, "value": 9940.0},
        "bound": {"placed": 1000.0, "value": 10000.0},
    },
]
SAMPLES = [
    (0.0, 9120.0, 7900.0),
    (1.0, 8790.0, 8410.0),
    (2.0, 8700.0, 8550.0),
    (4.0, 8640.0, 8590.0),
    (7.0, 8618.0, 8604.0),
    (10.0, 8614.0, 8610.0),
]
PROPOSALS = [
    ("Quispe Mamani, Rosa", "Santa Adriana, jardín", "sáb 8:00–18:00", 2.1, 87, "to_review"),
    ("Condori Apaza, Luis Alberto", "Municipalidad de San Román, pintado", "dom 8:00–18:00", 0.8, 91, "staged"),
    ("Ccama Huanca, María", "Institución Educativa 70548, limpieza", "sáb mañana y dom mañana", 11.4, 64, "changed"),
]
COLUMNS = [
    {"label": "Persona", "sort_url": "?orden=persona", "sort": "ascending"},
    {"label": "Unidad, tarea", "sort_url": "?orden=unidad"},
    {"label": "Turno"},
    {"label": "Distancia", "unit": "km", "is_number": True, "sort_url": "?orden=distancia"},
    {"label": "Puntaje", "is_number": True},
    {"label": "Estado"},
]
EVENTS = [
    {
        "at": datetime(2026, 9, 7, 10, 42, tzinfo=PERU),
        "title": "Se corrigió la asistencia del 5 de setiembre",
        "by": "Rosa Medina, oficial de casos",
        "replaces": ("Inasistencia registrada el 5 de setiembre", "#lista"),
    },
    {
        "at": date(2026, 9, 3),
        "title": "Se notificó la ubicación",
        "text": "La persona recibió la carta en la oficina.",
        "links": [("Carta 000123 (PDF)", "#lista")],
    },
    {"at": date(2026, 9, 1), "title": "Se confirmó la ubicación", "by": "Rosa Medina, oficial de casos"},
]
TASKS = [
    {"label": "Institución", "status": "finished"},
    {"label": "Sede y responsable", "status": "finished", "url": "#lista"},
    {"label": "Tareas y plazas", "status": "missing", "url": "#lista"},
    {"label": "Declarar y enviar", "status": "unavailable"},
]
SEVERAL = [("150138", "Santa Rosa, Lima, Lima"), ("210808", "Santa Rosa, Melgar, Puno")]
LOOKED_UP = [
    Found("home", "Juliaca, San Román, Puno", "211101"),
    Found(
        "work", "Santa Rosa", matches=SEVERAL, refusal="Hay varios distritos que responden a «Santa Rosa». Elija uno."
    ),
]
CONFLICTS = [
    {"name": "phone", "label": "Teléfono", "before": "051 321 000", "saved": "051 321 114", "yours": "951 600 200"},
    {"name": "task", "label": "Tarea", "before": "Limpieza", "saved": "Pintado de locales", "yours": "Áreas verdes"},
]


@blueprint.get("/")
@public
def show() -> str:
    """Show every part; its figures and people are invented."""
    return render_template(
        "componentes/index.html",
        states=STATES,
        refused=REFUSED,
        natures=NATURES,
        skills=SKILLS,
        gaps=GAPS,
        samples=SAMPLES,
        proposals=PROPOSALS,
        columns=COLUMNS,
        events=EVENTS,
        tasks=TASKS,
        conflicts=CONFLICTS,
        looked_up=LOOKED_UP,
        area=Area("150138", "Santa Rosa, Lima, Lima", SEVERAL[1:]),
        unknown_area=Area(is_unknown=True),
        address=ListAddress("gallery.show", {"lugar": "Macondo"}),
        sample_day=date(2026, 9, 14),
        sample_moment=datetime(2026, 9, 7, 14, 5, tzinfo=PERU),
    )
