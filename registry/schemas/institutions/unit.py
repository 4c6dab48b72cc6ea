"""A beneficiary unit: a site of an institution."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import (
    Area,
    Choice,
    DistrictName,
    Email,
    Key,
    Label,
    Latitude,
    Longitude,
    Part,
    Phone,
    Text,
    Ubigeo,
    Whole,
    YesNo,
)
from registry.schemas.institutions.institution import InstitutionOutput
from registry.schemas.institutions.vacancy import VacancyOutput
from registry.schemas.paging import SearchQuery
from registry.vocabulary.institutions import UnitKind


class UnitInput(InputSchema):
    """A site's facts; the service tells where a point is incomplete, and which site needs one."""

    name = Text(200, required=True)
    kind = Choice(UnitKind, required=True)
    ubigeo = Ubigeo(required=True)
    latitude = Latitude(load_default=None)
    longitude = Longitude(load_default=None)
    address = Text(200, load_default="")
    has_student_contact = YesNo()
    supervisor = Text(120, load_default="")
    supervisor_post = Text(120, load_default="")
    phone = Phone(load_default="")
    email = Email(load_default="")
    exception_reason = Text(300, load_default="")


class UnitQuery(SearchQuery):
    """What a list of units is narrowed to."""

    kind = Choice(UnitKind, load_default=None)
    ubigeo = Area()
    is_open = YesNo(load_default=None)
    has_places = YesNo(load_default=None)
    institution_id = Key(load_default=None)


class UnitOutput(OutputSchema):
    """A unit as the officers of its office see it."""

    id = Key()
    version = Whole()
    office_id = Key()
    institution = Part(InstitutionOutput, only=("id", "ruc", "name", "nature", "nature_label", "registrations"))
    name = Text()
    kind = Choice(UnitKind)
    kind_label = Label("kind")
    has_student_contact = YesNo()
    address = Text()
    ubigeo = Text()
    district = DistrictName()
    latitude = Latitude()
    longitude = Longitude()
    supervisor = Text()
    supervisor_post = Text()
    phone = Text()
    email = Text()
    is_open = YesNo()
    exception_reason = Text()


class UnitWithVacanciesOutput(UnitOutput):
    """A unit and all that it offers."""

    vacancies = Part(VacancyOutput, many=True, exclude=("unit",))


class UnitRowOutput(OutputSchema):
    """A unit in a list, with what its open vacancies offer."""

    unit = Part(UnitOutput)
    vacancies = Whole()
    total_places = Whole()
    free_places = Whole()
