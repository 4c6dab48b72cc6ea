"""The four registries of institutions, each with what is observed of a file and how it is cured."""

from typing import Any, NamedTuple

from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import ProcedureCode
from tests.functional.filing import written_answers

WRITTEN = written_answers()


class Registry(NamedTuple):
    """One of the four: its procedure, its role, the step that is observed, how it is cured, and who answers for it."""

    procedure: ProcedureCode
    role: InstitutionRole
    observed: str
    cured: dict[str, Any]
    manager: Role


UNIT = Registry(
    ProcedureCode.PRIVATE_UNIT,
    InstitutionRole.BENEFICIARY_UNIT,
    "sites",
    {"sites": [{**WRITTEN["sites"]["sites"][0], "address": "Jr. Lima 102"}]},
    Role.INSTITUTION_MANAGER,
)
RELIGIOUS = Registry(
    ProcedureCode.RELIGIOUS_GROUP,
    InstitutionRole.RELIGIOUS_GROUP,
    "prisons",
    {"prisons": ["EP66", "EP67"]},
    Role.RELIGIOUS_REPRESENTATIVE,
)
COMPANY = Registry(
    ProcedureCode.COMPANY,
    InstitutionRole.COMPANY,
    "company",
    {**WRITTEN["company"], "workers_now": 14},
    Role.COMPANY_MANAGER,
)
HELP = Registry(
    ProcedureCode.SOCIAL_HELP,
    InstitutionRole.SOCIAL_HELP,
    "help",
    {"services": [{**WRITTEN["help"]["services"][0], "how_to_ask": "Los martes, en el local"}]},
    Role.INSTITUTION_MANAGER,
)
