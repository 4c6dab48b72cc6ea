from typing import Any

import pytest
from flask import Flask

from registry.errors import WrongState
from registry.models import Account, CaseFile
from registry.services.procedures.applying import filing, papers
from registry.services.procedures.applying.curing import PRESENTED
from registry.services.procedures.decision import reviewing
from registry.services.procedures.reading import get_case
from registry.vocabulary.procedures import CaseEventKind, CaseState, CheckState
from tests.factories.procedures import FILED_ON, bearer_of, example_answers, make_filed, paper
from tests.registry.services.procedures.reviewed import current, make_desk_chief, taken


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


def observed(chief: Account, *codes: str) -> CaseFile:
    """A file of which these parts were observed."""
    make_filed()
    case = taken(make_filed(), chief)
    for code in codes:
        found: dict[str, Any] = {"state": CheckState.OBSERVED, "remark": "No se lee"}
        reviewing.check(case.id, code, **found, version=current(case).version, officer=chief)
    return reviewing.observe(case.id, version=current(case).version, officer=chief, on=FILED_ON)


def cure(case: CaseFile) -> CaseFile:
    return filing.cure(case.id, by=bearer_of(case), on=FILED_ON)


def answer_sites(case: CaseFile, phone: str) -> None:
    site = {**example_answers()["sites"]["sites"][0], "phone": phone}
    filing.complete_step(case.id, "sites", {"sites": [site]}, by=bearer_of(case))


def replace_paper(case: CaseFile, pages: int) -> None:
    (old,) = get_case(case.id, by=bearer_of(case)).papers_of("appointment")
    papers.take_back(old.id, by=bearer_of(case))
    papers.attach(case.id, "appointment", paper(pages=pages), by=bearer_of(case))


def test_a_step_that_was_answered_as_before_cures_nothing(chief: Account) -> None:
    case = observed(chief, "sites")
    answer_sites(case, "951000222")

    with pytest.raises(WrongState, match="case_cure_unchanged") as refusal:
        cure(case)

    assert refusal.value.facts == {"parts": "Sedes y responsables"}


def test_a_step_that_was_answered_otherwise_does(chief: Account) -> None:
    case = observed(chief, "sites")
    answer_sites(case, "951000999")

    assert cure(case).state is CaseState.UNDER_REVIEW


def test_the_same_paper_again_cures_nothing_and_another_does(chief: Account) -> None:
    case = observed(chief, "appointment")
    replace_paper(case, pages=1)
    with pytest.raises(WrongState, match="case_cure_unchanged"):
        cure(case)

    replace_paper(case, pages=2)

    assert cure(case).state is CaseState.UNDER_REVIEW


def test_of_several_parts_each_has_to_change(chief: Account) -> None:
    case = observed(chief, "sites", "appointment")
    answer_sites(case, "951000999")

    with pytest.raises(WrongState) as refusal:
        cure(case)

    assert refusal.value.facts == {"parts": "Designación de quien representa a la institución"}


@pytest.mark.parametrize("code", ["taxpayer", "truth", "ruc", "declaration"])
def test_what_is_mended_elsewhere_or_declared_anew_is_not_compared(chief: Account, code: str) -> None:
    assert cure(observed(chief, code)).state is CaseState.UNDER_REVIEW


def test_the_history_keeps_no_answer_beside_the_observation(chief: Account) -> None:
    case = observed(chief, "sites")

    (event,) = [one for one in get_case(case.id, by=bearer_of(case)).events if one.kind is CaseEventKind.OBSERVED]

    assert event.facts[PRESENTED].keys() == {"sites"}
    assert "951000222" not in str(event.facts)
