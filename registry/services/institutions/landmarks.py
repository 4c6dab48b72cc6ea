"""The operator's public addresses: its offices and the country's prisons, by name or by distance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from registry.reference.prisons import prisons
from registry.services.accounts.offices import list_offices
from registry.services.institutions.finding import PlaceFilter


@dataclass(frozen=True)
class Landmark:
    """An office or a prison as anybody may know it; a prison's position is approximate."""

    name: str
    ubigeo: str
    latitude: float
    longitude: float
    address: str = ""
    phone: str = ""
    email: str = ""
    distance_km: float | None = None


def find_offices(wanted: PlaceFilter) -> Sequence[Landmark]:
    """Offices in the area and within the radius."""
    offices = (
        Landmark(one.name, one.ubigeo, one.latitude, one.longitude, one.address, one.phone, one.email)
        for one in list_offices()
    )
    return _narrowed(offices, wanted)


def find_prisons(wanted: PlaceFilter) -> Sequence[Landmark]:
    """Prisons in the area and within the radius."""
    known = (Landmark(one.name, one.ubigeo, one.latitude, one.longitude, one.address) for one in prisons())
    return _narrowed(known, wanted)


def _narrowed(landmarks: Iterable[Landmark], wanted: PlaceFilter) -> list[Landmark]:
    here = [landmark for landmark in landmarks if landmark.ubigeo.startswith(wanted.ubigeo)]
    origin = wanted.origin
    if origin is None:
        return sorted(here, key=lambda landmark: (landmark.name, landmark.ubigeo))
    measured = [replace(one, distance_km=origin.km_to(one.latitude, one.longitude)) for one in here]
    within = [one for one in measured if wanted.radius_km is None or (one.distance_km or 0) <= wanted.radius_km]
    return sorted(within, key=lambda landmark: (landmark.distance_km or 0, landmark.name))
