"""A registry of two thousand units over the country, more of them where more people live, and some social help."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import flask_migrate

from registry.config import Settings
from registry.extensions.database import db, transaction
from registry.factory import create_app
from registry.jobs.queue import prepare_tables
from registry.models import BeneficiaryUnit, Institution, Office, Registration, SocialService, Vacancy
from registry.reference.places import District, districts, get_district
from registry.vocabulary.accounts import OfficeKind
from registry.vocabulary.institutions import (
    InstitutionNature,
    InstitutionRole,
    RegistrationState,
    Task,
    UnitKind,
    VacancyState,
)
from registry.vocabulary.social_help import HelpAudience, HelpKind
from registry.vocabulary.spelling import fold
from tests.factories.institutions import ruc

UNITS = 2_000
#: Degrees by which units stand off the capital of their district.
SPREAD = 0.02


def build(folder: Path, on: date) -> Path:
    """Build the registry in a folder, and give its database."""
    folder.mkdir(exist_ok=True)
    app = create_app(Settings(instance=str(folder), demo=True))
    with app.app_context():
        flask_migrate.upgrade()
        prepare_tables(app)
        _fill(on)
        db.engine.dispose()
    return folder / "reinserta.db"


def _fill(on: date) -> None:
    random = Random(7)
    places = districts()
    chosen = random.choices(places, [place.population for place in places], k=UNITS)
    with transaction() as session:
        office = Office(code="EML-1", name="EML Lima", kind=OfficeKind.OPEN_REGIME, region="lima", **_at(places[0]))
        session.add(office)
        session.flush()
        for number, place in enumerate(chosen, start=1):
            session.add(_unit(number, place, office.id, random, on))
        session.add_all(_help(on))


def _help(on: date) -> list[SocialService]:
    """A shelter in Juliaca and a kitchen in Puno."""
    shelter, kitchen = get_district("211101"), get_district("210101")
    everybody = [audience.value for audience in HelpAudience]
    return [
        SocialService(
            institution=_institution(UNITS + 1, "Casa Belén", shelter, on, InstitutionRole.SOCIAL_HELP),
            kind=HelpKind.SHELTER,
            description="Alojamiento por treinta días para quien salió y no tiene dónde dormir.",
            audiences=[HelpAudience.RELEASEES],
            districts=["2111"],
            how_to_ask="De lunes a viernes de 8 a 5, con DNI",
            phone="051 321 114",
        ),
        SocialService(
            institution=_institution(UNITS + 2, "Olla común de Puno", kitchen, on, InstitutionRole.SOCIAL_HELP),
            kind=HelpKind.FOOD,
            description="Almuerzo diario.",
            audiences=everybody,
            districts=["21", "080101", "040101"],
        ),
    ]


def _unit(number: int, place: District, office_id: int, random: Random, on: date) -> BeneficiaryUnit:
    name = f"Local {number} de {place.name}"
    vacancy = Vacancy(
        task=random.choice(list(Task)), total_places=3, places_taken=random.choice((0, 3)), state=VacancyState.OPEN
    )
    off = {axis: getattr(place, axis) + random.uniform(-SPREAD, SPREAD) for axis in ("latitude", "longitude")}
    return BeneficiaryUnit(
        institution=_institution(number, name, place, on),
        office_id=office_id,
        name=name,
        search_text=fold(name),
        kind=random.choice(list(UnitKind)),
        vacancies=[vacancy],
        **(_at(place) | off),
    )


def _institution(
    number: int, name: str, place: District, on: date, role: InstitutionRole = InstitutionRole.BENEFICIARY_UNIT
) -> Institution:
    year = timedelta(days=365)
    registration = Registration(role=role, state=RegistrationState.CURRENT, valid_from=on - year, valid_to=on + year)
    return Institution(
        ruc=ruc(number),
        name=name,
        search_text=fold(name),
        nature=InstitutionNature.PUBLIC,
        ubigeo=place.ubigeo,
        registrations=[registration],
    )


def _at(place: District) -> dict[str, str | float]:
    return {"ubigeo": place.ubigeo, "latitude": place.latitude, "longitude": place.longitude}
