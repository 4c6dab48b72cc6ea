"""An institution: a legal person with a RUC."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Area, Choice, DistrictName, Email, Key, Label, Part, Phone, Ruc, Text, Ubigeo, Whole
from registry.schemas.institutions.registration import RegistrationOutput
from registry.schemas.paging import SearchQuery
from registry.vocabulary.institutions import InstitutionNature


class InstitutionInput(InputSchema):
    """An institution's facts; a private one needs its purpose, as the service tells."""

    ruc = Ruc(required=True)
    name = Text(200, required=True)
    nature = Choice(InstitutionNature, required=True)
    ubigeo = Ubigeo(required=True)
    social_purpose = Text(300, load_default="")
    address = Text(200, load_default="")
    representative = Text(120, load_default="")
    phone = Phone(load_default="")
    email = Email(load_default="")


class InstitutionQuery(SearchQuery):
    """What a list of institutions is narrowed to."""

    nature = Choice(InstitutionNature, load_default=None)
    ubigeo = Area()


class InstitutionOutput(OutputSchema):
    """An institution as every officer sees it."""

    id = Key()
    version = Whole()
    ruc = Text()
    name = Text()
    nature = Choice(InstitutionNature)
    nature_label = Label("nature")
    social_purpose = Text()
    address = Text()
    ubigeo = Text()
    district = DistrictName()
    representative = Text()
    phone = Text()
    email = Text()
    registrations = Part(RegistrationOutput, many=True)
