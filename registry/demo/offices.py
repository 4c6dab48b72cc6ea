"""Open-regime offices of the demonstration, their territories and their officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from registry.demo.names import full_name
from registry.demo.statistics import Distribution, people_by_region
from registry.models import Account, Office
from registry.reference.geography import great_circle_km
from registry.reference.places import District, districts, get_district
from registry.reference.regional_offices import office_of
from registry.services.accounts.accounts import AccountDetails, add_account
from registry.services.accounts.offices import OfficeDetails, open_office
from registry.services.accounts.scopes import Scope
from registry.vocabulary.accounts import OfficeKind, Role, ScopeKind

#: Code and the district where it sits.
SEATS = (
    ("JULIACA", "211101"),
    ("LIMA-NORTE", "150112"),
    ("LIMA-SUR", "150141"),
    ("LIMA-ESTE", "150132"),
    ("CALLAO", "070101"),
    ("CHICLAYO", "140101"),
    ("TRUJILLO", "130101"),
    ("PIURA", "200101"),
    ("AREQUIPA", "040101"),
    ("HUANCAYO", "120101"),
    ("HUANUCO", "100101"),
    ("CUSCO", "080101"),
    ("TARAPOTO", "220901"),
)
#: Nobody is sent farther than this from the office that follows the penalty.
TERRITORY_KM = 60.0
#: Printed for whoever tries the demonstration.
SIGN_IN_WORDS = "reinserta-demostracion"
POSTS = {
    Role.CASE_OFFICER: "Oficial de casos",
    Role.CHIEF: "Jefatura del establecimiento de medio libre",
    Role.AUDITOR: "Auditoría interna",
    Role.ADMINISTRATOR: "Administración del sistema",
    Role.REGISTRY_OFFICER: "Oficial de registro",
    Role.INSTITUTION_MANAGER: "Alcalde",
    Role.RELIGIOUS_REPRESENTATIVE: "Pastor principal",
    Role.COMPANY_MANAGER: "Gerente",
    Role.PRISON_DIRECTOR: "Dirección de los establecimientos penitenciarios de Lampa y Juliaca",
}
USERNAMES = {
    Role.CASE_OFFICER: "oficial",
    Role.CHIEF: "jefatura",
    Role.UNIT_SUPERVISOR: "supervision",
    Role.REGISTRY_OFFICER: "registro",
    Role.INSTITUTION_MANAGER: "institucion",
    Role.RELIGIOUS_REPRESENTATIVE: "religiosa",
    Role.COMPANY_MANAGER: "empresa",
    Role.PRISON_DIRECTOR: "penal",
}
#: Reads what was seen and changed in every office.
AUDITOR = "auditoria"
#: Keeps accounts, offices and the details of procedures, and sees no case.
ADMINISTRATOR = "administracion"


@dataclass(frozen=True)
class Territory:
    """An office with its officers and the districts it serves, drawn by their population."""

    office: Office
    officer: Account
    chief: Account
    districts: Distribution[District]
    share: float


def open_offices(random: Random) -> list[Territory]:
    """Open every office with a case officer and a chief; shares of people follow the regions' counts."""
    served = _districts_by_seat()
    shares = _shares(served)
    return [_open(code, seat, served[seat], shares[seat], random) for code, seat in SEATS]


def add_auditor(office: Office) -> Account:
    """Open the account that looks at the whole country's audit."""
    details = AccountDetails(
        username=AUDITOR,
        full_name="Elena Rojas Paredes",
        post=POSTS[Role.AUDITOR],
        role=Role.AUDITOR,
        office_id=office.id,
        scopes=(Scope(ScopeKind.NATION),),
    )
    return add_account(details, password=SIGN_IN_WORDS)


def add_administrator(office: Office) -> Account:
    """Open the account that keeps accounts, offices and procedures of the whole country."""
    details = AccountDetails(
        username=ADMINISTRATOR,
        full_name="Jorge Salas Mamani",
        post=POSTS[Role.ADMINISTRATOR],
        role=Role.ADMINISTRATOR,
        office_id=office.id,
    )
    return add_account(details, password=SIGN_IN_WORDS)


def username_of(role: Role, code: str) -> str:
    """«oficial.juliaca», «jefatura.lima-norte», «supervision.juliaca»."""
    return f"{USERNAMES[role]}.{code.lower()}"


def _open(code: str, seat: str, served: Sequence[District], share: float, random: Random) -> Territory:
    district = get_district(seat)
    office = open_office(
        OfficeDetails(
            code=f"EML-{code}",
            name=f"Establecimiento de Medio Libre de {_spoken(code)}",
            kind=OfficeKind.OPEN_REGIME,
            region=office_of(seat).code,
            ubigeo=seat,
            address=f"Jr. de la Demostración 100, {district.name}",
            latitude=district.latitude,
            longitude=district.longitude,
            phone="000 000 000",
        )
    )
    officer, chief = (_add(role, code, office, random) for role in (Role.CASE_OFFICER, Role.CHIEF))
    return Territory(office, officer, chief, Distribution(served, [d.population for d in served]), share)


def _spoken(code: str) -> str:
    return code.replace("-", " ").title().replace("Huanuco", "Huánuco")


def _add(role: Role, code: str, office: Office, random: Random) -> Account:
    details = AccountDetails(
        username=username_of(role, code),
        full_name=full_name(random),
        post=POSTS[role],
        role=role,
        office_id=office.id,
    )
    return add_account(details, password=SIGN_IN_WORDS)


def _districts_by_seat() -> dict[str, list[District]]:
    """Each district near a seat of its own region, with the nearest such seat."""
    served: dict[str, list[District]] = {seat: [] for _, seat in SEATS}
    for district in districts():
        region = office_of(district.ubigeo).code
        seats = [seat for seat in served if office_of(seat).code == region]
        distance, seat = min((_km(district, seat), seat) for seat in seats) if seats else (TERRITORY_KM + 1, "")
        if distance <= TERRITORY_KM:
            served[seat].append(district)
    return served


def _shares(served: dict[str, list[District]]) -> dict[str, float]:
    """Part of all people at each seat: the region's count, split by population; small regions count for more."""
    counts = {region: count**0.5 for region, count in people_by_region().items()}
    population = {seat: sum(d.population for d in held) for seat, held in served.items()}
    of_region: dict[str, int] = {}
    for seat, people in population.items():
        of_region[office_of(seat).code] = of_region.get(office_of(seat).code, 0) + people
    raw = {
        seat: counts[office_of(seat).code] * people / of_region[office_of(seat).code]
        for seat, people in population.items()
    }
    return {seat: share / sum(raw.values()) for seat, share in raw.items()}


def _km(district: District, seat: str) -> float:
    other = get_district(seat)
    return great_circle_km(district.latitude, district.longitude, other.latitude, other.longitude)
