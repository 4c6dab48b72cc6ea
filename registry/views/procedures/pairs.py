"""Institutions that may have been entered twice."""

from flask import Blueprint, render_template

from registry.services.accounts.policy import Act
from registry.services.procedures.desk.doubles import list_pairs
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("case_pairs", __name__, url_prefix="/expedientes/duplicados")

COLUMNS = [{"label": "Una"}, {"label": "Otra"}, {"label": "Distrito"}, {"label": "Parecido", "is_number": True}]
MOST_SHOWN = 200


@blueprint.get("/")
@permits(Act.KEEP_INSTITUTIONS)
def index() -> str:
    """List pairs of nearly the same name in one district, the most alike first."""
    pairs = list_pairs(officer=current_officer())
    return render_template(
        "procedures/desk/pairs.html", pairs=pairs[:MOST_SHOWN], total=len(pairs), columns=COLUMNS, most=MOST_SHOWN
    )
