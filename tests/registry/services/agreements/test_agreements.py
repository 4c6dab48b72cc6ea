from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import DomainError, InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import reading
from registry.models import Account, Attachment, Document
from registry.services.agreements import drafting, signing
from registry.services.agreements.details import ObligationDetails
from registry.services.agreements.listing import AgreementFilter, due_agreements, get_agreement, list_agreements
from registry.vocabulary.agreements import AgreementState, Side, TerminationCause
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.placements import DocumentState
from tests.factories.accounts import make_officer
from tests.factories.agreements import (
    DETAILS,
    SENT_ON,
    SIGNED_COPY,
    SIGNED_ON,
    agreement_details,
    make_agreement,
    make_signatory,
    make_signed_agreement,
)
from tests.factories.procedures import make_manager

IN_FORCE_ON = date(2026, 12, 31)


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_signatory()


def test_a_draft_is_numbered_in_its_year(chief: Account) -> None:
    first, second = make_agreement(officer=chief), make_agreement(officer=chief)

    assert (first.shown_number, second.shown_number) == ("001-2026", "002-2026")


def test_an_agreement_that_ends_before_it_starts_is_refused(chief: Account) -> None:
    with pytest.raises(InvalidFields) as refusal:
        make_agreement(officer=chief, ends_on=DETAILS.starts_on)

    assert refusal.value.problems["ends_on"][0] == "agreement_ends_before_start"


def test_both_sides_owe_something(chief: Account) -> None:
    with pytest.raises(InvalidFields) as refusal:
        make_agreement(officer=chief, obligations=DETAILS.obligations[:1])

    assert refusal.value.problems["obligations"][0] == "agreement_needs_both_sides"


def test_an_obligation_falls_within_the_agreement(chief: Account) -> None:
    late = ObligationDetails(Side.INSTITUTION, "Nombrar a un responsable.", date(2030, 1, 1))

    with pytest.raises(InvalidFields) as refusal:
        make_agreement(officer=chief, obligations=(DETAILS.obligations[0], late))

    assert refusal.value.problems["obligations"][0] == "obligation_outside_agreement"


def test_a_draft_is_corrected_whole(chief: Account) -> None:
    agreement = make_agreement(officer=chief)

    changed = drafting.change(agreement.id, agreement_details(title="Otro título"), version=1, officer=chief)

    assert (changed.title, len(changed.obligations)) == ("Otro título", 2)


def test_a_stale_correction_is_refused(chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    drafting.change(agreement.id, agreement_details(title="Otro título"), version=1, officer=chief)

    with pytest.raises(StaleVersion):
        drafting.change(agreement.id, agreement_details(), version=1, officer=chief)


def test_signing_for_the_operator_issues_the_document(chief: Account) -> None:
    agreement = make_agreement(officer=chief)

    document = signing.send_to_sign(agreement.id, version=1, officer=chief, on=SENT_ON)

    assert (document.agreement_id, document.signatory_name) == (agreement.id, chief.full_name)
    assert get_agreement(agreement.id, officer=chief).state is AgreementState.TO_SIGN


def test_a_case_officer_does_not_sign(chief: Account) -> None:
    agreement = make_agreement(officer=chief)

    with pytest.raises(NotAllowed):
        signing.send_to_sign(agreement.id, version=1, officer=make_officer(office_id=chief.office_id), on=SENT_ON)


def test_what_was_sent_is_not_corrected(chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    signing.send_to_sign(agreement.id, version=1, officer=chief, on=SENT_ON)

    with pytest.raises(WrongState):
        drafting.change(agreement.id, agreement_details(), version=2, officer=chief)


def test_taken_back_its_document_holds_no_more(chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    sent = signing.send_to_sign(agreement.id, version=1, officer=chief, on=SENT_ON)

    signing.take_back(agreement.id, version=2, officer=chief)

    with reading() as session:
        assert session.get_one(Document, sent.id).state is DocumentState.REPLACED
    assert get_agreement(agreement.id, officer=chief).state is AgreementState.DRAFT


def test_the_signed_copy_puts_it_in_force(chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)

    with reading() as session:
        copy = session.scalars(select(Attachment).where(Attachment.agreement_id == agreement.id)).one()
    assert copy.kind is AttachmentKind.SIGNED_AGREEMENT
    assert agreement.state_on(IN_FORCE_ON) is AgreementState.IN_FORCE


@pytest.mark.parametrize(("signed_on", "code"), [("2026-09-06", "before_sent"), ("2026-09-11", "in_future")])
def test_a_signature_falls_between_sending_and_today(chief: Account, signed_on: str, code: str) -> None:
    agreement = make_agreement(officer=chief)
    signing.send_to_sign(agreement.id, version=1, officer=chief, on=SENT_ON)
    day = date.fromisoformat(signed_on)

    with pytest.raises(InvalidFields) as refusal:
        signing.conclude(agreement.id, signed_on=day, upload=SIGNED_COPY, version=2, officer=chief, on=SIGNED_ON)

    assert refusal.value.problems["signed_on"][0].endswith(code)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2028, 7, 1), AgreementState.IN_FORCE),
        (date(2028, 8, 1), AgreementState.EXPIRING),
        (date(2028, 9, 14), AgreementState.EXPIRING),
        (date(2028, 9, 15), AgreementState.EXPIRED),
    ],
)
def test_its_dates_tell_its_state_and_the_list_agrees(chief: Account, day: date, state: AgreementState) -> None:
    agreement = make_signed_agreement(chief=chief)
    make_agreement(officer=chief)

    listed = {told: list_agreements(AgreementFilter(day, state=told), officer=chief).total for told in AgreementState}

    assert agreement.state_on(day) is state
    assert [told for told, total in listed.items() if total] == [AgreementState.DRAFT, state]


def test_a_renewal_follows_the_day_after(chief: Account) -> None:
    old = make_signed_agreement(chief=chief)

    new = drafting.renew(old.id, ends_on=date(2030, 9, 14), officer=chief, on=date(2028, 8, 1))

    assert (new.starts_on, new.renews_id, new.state) == (date(2028, 9, 15), old.id, AgreementState.DRAFT)
    assert all(part.due_on is None for part in new.obligations)


def test_a_second_renewal_is_refused(chief: Account) -> None:
    old = make_signed_agreement(chief=chief)
    drafting.renew(old.id, ends_on=date(2030, 9, 14), officer=chief)

    with pytest.raises(WrongState, match="agreement_renewed_already"):
        drafting.renew(old.id, ends_on=date(2030, 9, 14), officer=chief)


def test_an_end_before_its_day_is_told_with_its_cause(chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)

    ended = signing.terminate(
        agreement.id,
        TerminationCause.MUTUAL,
        on_day=IN_FORCE_ON,
        words="Por acuerdo de ambas partes.",
        version=agreement.version,
        officer=chief,
    )

    assert (ended.state, ended.terminated_on) == (AgreementState.TERMINATED, IN_FORCE_ON)


def test_two_who_end_it_at_once_end_it_once(app: Flask, chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    start, outcomes = Barrier(2), []

    def end() -> None:
        with app.app_context():
            start.wait()
            try:
                signing.terminate(
                    agreement.id,
                    TerminationCause.FREE,
                    on_day=IN_FORCE_ON,
                    words="Se separa.",
                    version=agreement.version,
                    officer=chief,
                )
                outcomes.append("ended")
            except DomainError:
                outcomes.append("refused")

    rivals = [Thread(target=end) for _ in range(2)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert sorted(outcomes) == ["ended", "refused"]


def test_an_obligation_is_noted_as_met_once(chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    part = agreement.obligations[1]

    signing.settle_obligation(agreement.id, part.id, done_on=SIGNED_ON, proof="Oficio 12", officer=chief, on=SIGNED_ON)

    with pytest.raises(WrongState):
        signing.settle_obligation(
            agreement.id, part.id, done_on=SIGNED_ON, proof="Oficio 12", officer=chief, on=SIGNED_ON
        )


def test_nobody_owes_what_is_not_signed(chief: Account) -> None:
    agreement = make_agreement(officer=chief)
    part = agreement.obligations[1]

    with pytest.raises(WrongState, match="agreement_unsigned"):
        signing.settle_obligation(
            agreement.id, part.id, done_on=SENT_ON, proof="Oficio 12", officer=chief, on=SIGNED_ON
        )


def test_the_office_is_told_of_what_comes_due(chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    make_signed_agreement(chief=make_signatory())

    due = due_agreements(chief, date(2026, 9, 20))
    later = due_agreements(chief, date(2028, 8, 1))

    assert [part.words for _, part in due.obligations] == ["Nombrar a un responsable."]
    assert [ending.id for ending in later.ending] == [agreement.id]


def test_a_renewed_agreement_asks_for_nothing(chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    drafting.renew(agreement.id, ends_on=date(2030, 9, 14), officer=chief)

    assert due_agreements(chief, date(2028, 8, 1)).ending == []


def test_another_office_s_draft_is_not_found(chief: Account) -> None:
    agreement = make_agreement(officer=chief)

    with pytest.raises(NotFound):
        drafting.change(agreement.id, agreement_details(), version=1, officer=make_signatory())


def test_an_institution_sees_its_own_agreements(chief: Account) -> None:
    agreement = make_signed_agreement(chief=chief)
    make_signed_agreement(chief=chief)
    manager = make_manager(agreement.institution)

    listed = list_agreements(AgreementFilter(IN_FORCE_ON), officer=manager)

    assert [one.id for one in listed.items] == [agreement.id]


def test_details_survive_a_renewal(chief: Account) -> None:
    old = make_signed_agreement(chief=chief)
    new = drafting.renew(old.id, ends_on=date(2030, 9, 14), officer=chief)

    kept = replace(
        DETAILS,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        obligations=tuple(replace(part, due_on=None) for part in DETAILS.obligations),
    )

    assert drafting.details_of(new) == kept
