from datetime import date

import pytest

from registry.norms import norm_at
from registry.procedures.catalogue import CATALOGUE, RENEWALS, get_procedure
from registry.procedures.procedure import Procedure
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import CaseEffect, Evidence, Filer, ProcedureCode, ProcedureDetail

EVERY = pytest.mark.parametrize("procedure", CATALOGUE.values(), ids=str)


def test_every_code_has_its_procedure() -> None:
    assert set(CATALOGUE) == set(ProcedureCode)


def test_every_role_has_its_renewal() -> None:
    assert set(RENEWALS) == set(InstitutionRole)


@EVERY
def test_its_norms_are_in_force(procedure: Procedure) -> None:
    for code in procedure.norms.values():
        assert norm_at(code, date(2026, 11, 23)).value > 0


@EVERY
def test_its_term_and_cure_term_come_from_the_law(procedure: Procedure) -> None:
    assert {ProcedureDetail.TERM, ProcedureDetail.CURE_TERM} <= set(procedure.norms)


@EVERY
def test_a_paper_says_what_its_files_are(procedure: Procedure) -> None:
    for requirement in procedure.requirements:
        brings_files = requirement.evidence in (Evidence.DOCUMENT, Evidence.PHOTO)
        assert brings_files == (requirement.paper is not None)


@EVERY
def test_whoever_must_bring_papers_is_asked_for_them(procedure: Procedure) -> None:
    asks = any(requirement.paper for requirement in procedure.requirements)

    assert not asks or "documents" in {step.code for step in procedure.steps}


@EVERY
def test_it_ends_with_a_declaration(procedure: Procedure) -> None:
    assert procedure.steps[-1].code == "declaration"


@EVERY
def test_steps_and_requirements_are_named_once(procedure: Procedure) -> None:
    for parts in (procedure.steps, procedure.requirements):
        codes = [part.code for part in parts]
        assert len(codes) == len(set(codes))


@EVERY
def test_only_a_first_registration_is_open_to_anybody(procedure: Procedure) -> None:
    assert (procedure.filed_by is Filer.ANYBODY) == (procedure.effect is CaseEffect.REGISTER)


def test_a_requirement_is_found_by_its_code() -> None:
    assert get_procedure(ProcedureCode.PRIVATE_UNIT).requirement("site_photo").evidence is Evidence.PHOTO


def test_an_unknown_step_is_told() -> None:
    with pytest.raises(LookupError):
        get_procedure(ProcedureCode.PRIVATE_UNIT).step("nowhere")
