from datetime import date

import pytest
from flask import Flask

from registry.models import Account
from registry.services.agreements import signing
from registry.services.agreements.publishing import last_quarter_end, published, quarter_ends
from registry.vocabulary.agreements import AgreementKind, TerminationCause
from tests.factories.agreements import make_agreement, make_signatory, make_signed_agreement

IN_FORCE_ON = date(2026, 12, 31)


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_signatory()


@pytest.mark.parametrize(
    ("day", "end"),
    [("2026-01-01", "2025-12-31"), ("2026-03-31", "2025-12-31"), ("2026-04-01", "2026-03-31")],
)
def test_a_quarter_is_over_before_its_list(day: str, end: str) -> None:
    assert last_quarter_end(date.fromisoformat(day)) == date.fromisoformat(end)


def test_there_are_lists_since_the_first_signature() -> None:
    ends = quarter_ends(date(2026, 11, 23), since=date(2026, 5, 4))

    assert ends == [date(2026, 9, 30), date(2026, 6, 30)]


def test_the_public_list_tells_what_was_in_force(chief: Account) -> None:
    signed = make_signed_agreement(chief=chief)
    ended = make_signed_agreement(chief=chief)
    make_agreement(officer=chief)
    signing.terminate(
        ended.id, TerminationCause.FREE, on_day=date(2026, 11, 1), words="Se separa.", version=3, officer=chief
    )

    assert [one.id for one in published(date(2026, 9, 30))] == [signed.id, ended.id]
    assert [one.id for one in published(IN_FORCE_ON)] == [signed.id]
    assert published(date(2026, 6, 30)) == []


def test_the_public_list_is_narrowed_by_kind(chief: Account) -> None:
    make_signed_agreement(chief=chief)
    work = make_signed_agreement(chief=chief, kind=AgreementKind.PRODUCTIVE_WORK)

    assert [one.id for one in published(date(2026, 9, 30), kind=AgreementKind.PRODUCTIVE_WORK)] == [work.id]
