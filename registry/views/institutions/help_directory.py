"""The public directory of social help, for whoever looks for it near their district."""

from flask import Blueprint, render_template, request

from registry.extensions.clock import today
from registry.services.institutions.help_directory import HelpFilter, directory
from registry.views.institutions.coverage import area_label
from registry.views.institutions.origins import DISTRICT, RADII, RADIUS, read_origin, read_radius
from registry.views.lists import ListAddress, page_of, term_of
from registry.vocabulary.social_help import HelpAudience, HelpKind
from registry.web.permissions import public

blueprint = Blueprint("help_directory", __name__, url_prefix="/ayuda-social")

FILTERS = (DISTRICT, RADIUS, "para", "tipo")
PER_PAGE = 20
MOST_PLACES = 6


@blueprint.get("/")
@public
def index() -> str:
    """List what is offered, the nearest first."""
    address = ListAddress.of("help_directory.index", request.args, *FILTERS)
    origin = read_origin(address.given)
    wanted = HelpFilter(
        kind=term_of(HelpKind, address.given.get("tipo")),
        audience=term_of(HelpAudience, address.given.get("para")),
        ubigeo=origin.ubigeo,
        radius_km=read_radius(address.given),
    )
    words = {
        DISTRICT: origin.label,
        RADIUS: f"O a menos de {wanted.radius_km} km" if wanted.radius_km and origin.ubigeo else "",
        "para": wanted.audience.label if wanted.audience else "",
        "tipo": wanted.kind.label if wanted.kind else "",
    }
    return render_template(
        "institutions/help_directory.html",
        page=directory(wanted, on=today(), page=page_of(request.args), per_page=PER_PAGE),
        address=address,
        given=address.given,
        wanted=wanted,
        origin=origin,
        chips=address.chips(words),
        kinds=HelpKind.choices(),
        audiences=HelpAudience.choices(),
        radii=[(radius, f"{radius} km") for radius in RADII],
        area_label=area_label,
        label_of={str(audience): audience.label for audience in HelpAudience},
        most_places=MOST_PLACES,
    )
