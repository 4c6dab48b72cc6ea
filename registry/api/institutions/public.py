"""What anybody may ask for: units that receive people, offices, prisons, and social help."""

from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.extensions.clock import today
from registry.schemas.institutions.near import LandmarkOutput, NearQuery
from registry.schemas.institutions.public_unit import PublicUnitOutput, PublicUnitQuery
from registry.schemas.institutions.social_service import DirectoryQuery, PublicHelpOutput
from registry.services.institutions.finding import PlaceFilter, Point, find_units
from registry.services.institutions.help_directory import HelpFilter, directory
from registry.services.institutions.landmarks import find_offices, find_prisons
from registry.web.permissions import public

noun = Noun("public_lists", __name__, "Listas públicas")


@public
@noun.at("/public/units")
class PublicUnits(MethodView):
    """Units that receive people."""

    @noun.open_to_all
    @noun.filters(PublicUnitQuery)
    @noun.answers("Buscar unidades que reciben personas, por lugar, tarea y distancia", page_of(PublicUnitOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them by name, or the nearest first."""
        page = cut_page(query)
        return find_units(_place(query), on=today(), **page).page


@public
@noun.at("/public/offices")
class PublicOffices(MethodView):
    """Where the operator receives people."""

    @noun.open_to_all
    @noun.filters(NearQuery)
    @noun.answers("Buscar oficinas, por lugar y distancia", LandmarkOutput(many=True))
    def get(self, query: dict[str, Any]) -> Any:
        """List them by name, or the nearest first."""
        return find_offices(_place(query))


@public
@noun.at("/public/prisons")
class PublicPrisons(MethodView):
    """The country's prisons, whose positions are approximate."""

    @noun.open_to_all
    @noun.filters(NearQuery)
    @noun.answers("Buscar establecimientos penitenciarios, por lugar y distancia", LandmarkOutput(many=True))
    def get(self, query: dict[str, Any]) -> Any:
        """List them by name, or the nearest first."""
        return find_prisons(_place(query))


@public
@noun.at("/public/social-services")
class PublicHelp(MethodView):
    """Help of institutions whose registration is in force."""

    @noun.open_to_all
    @noun.filters(DirectoryQuery)
    @noun.answers("Buscar ayuda social por distrito, audiencia y clase", page_of(PublicHelpOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List it, what covers the district first."""
        page = cut_page(query)
        return directory(HelpFilter(**query), on=today(), **page)


def _place(query: dict[str, Any]) -> PlaceFilter:
    latitude, longitude = query.pop("latitude"), query.pop("longitude")
    return PlaceFilter(**query, origin=None if latitude is None else Point(latitude, longitude))
