import json
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer

from registry.errors import NotAllowed, WrongState
from registry.extensions.database import reading
from registry.models import Document
from registry.services.documents import documents
from registry.services.religious import agents, credentials, signing
from registry.vocabulary.religious import CredentialState
from tests.factories.accounts import make_chief, make_office
from tests.factories.religious import (
    AUTHORISED_UNTIL,
    ENTERED_ON,
    make_agent,
    make_group,
    make_representative,
    make_signatory,
    make_visitor,
)

LATER = date(2026, 10, 5)


def test_a_card_names_agent_group_prison_and_days(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))

    document = signing.sign(agent.credentials[0].id, officer=make_signatory(), on=LATER)

    content = _content(document)
    assert content["bearer"]["name"] == agent.full_name
    assert (content["group"], content["valid_from"]) == ("Prelatura de Ayaviri", LATER.isoformat())
    assert content["valid_to"] == AUTHORISED_UNTIL.isoformat()


def test_a_card_holds_from_the_day_of_its_signature(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))

    signing.sign(agent.credentials[0].id, officer=make_signatory(), on=LATER)

    credential = credentials.get_credential(agent.credentials[0].id, officer=make_chief())
    assert (credential.is_valid(ENTERED_ON), credential.is_valid(LATER)) == (False, True)


def test_whoever_checks_a_card_is_told_whether_it_holds_and_not_of_whom(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))
    document = signing.sign(agent.credentials[0].id, officer=make_signatory(), on=ENTERED_ON)
    held = documents.verify(document.qr_token, on=LATER)
    over = documents.verify(document.qr_token, on=date(2027, 9, 1))
    credential = credentials.get_credential(agent.credentials[0].id, officer=make_chief())
    credentials.withdraw(credential.id, reason="Se retiró", version=credential.version, officer=make_chief())

    withdrawn = documents.verify(document.qr_token, on=LATER)

    standings = [told.standing for told in (held, over, withdrawn) if told.standing is not None]
    assert [standing.holds for standing in standings] == [True, False, False]
    assert standings[-1].state is CredentialState.WITHDRAWN
    assert agent.full_name not in str(withdrawn)


def test_a_card_is_signed_once(app: Flask):
    agent = make_visitor(representative=make_representative(make_group()))

    with pytest.raises(WrongState, match="credential_signed"):
        signing.sign(agent.credentials[0].id, officer=make_signatory(), on=LATER)


def test_nothing_is_signed_for_whoever_went(app: Flask):
    representative = make_representative(make_group())
    agent = make_agent(representative=representative)
    agents.retire(agent.id, reason="Se mudó", version=agent.version, officer=representative)

    with pytest.raises(WrongState, match="credential_withdrawn"):
        signing.sign(agent.credentials[0].id, officer=make_signatory(), on=LATER)


def test_many_are_signed_each_by_itself(app: Flask):
    representative = make_representative(make_group())
    fresh = make_agent(representative=representative, full_name="Ana Mamani").credentials[0]
    known = make_visitor(representative=representative, full_name="Berta Quispe").credentials[0]

    signed = signing.sign_many([known.id, 999_999, fresh.id, fresh.id], officer=make_signatory(), on=LATER)

    told = [(one.agent, one.document is not None, one.refusal and one.refusal.code) for one in signed]
    assert told == [
        ("Berta Quispe", False, "credential_signed"),
        ("", False, "not_found"),
        ("Ana Mamani", True, None),
    ]


def test_an_office_without_address_signs_no_cards_and_loses_none(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))
    chief = make_chief(office_id=make_office().id)

    signed = signing.sign_many([agent.credentials[0].id], officer=chief, on=LATER)

    assert signed[0].refusal is not None
    assert signed[0].refusal.code == "letter_incomplete"
    assert credentials.get_credential(agent.credentials[0].id, officer=chief).signed_on is None


def test_a_representative_signs_nothing(app: Flask):
    representative = make_representative(make_group())
    agent = make_agent(representative=representative)

    with pytest.raises(NotAllowed):
        signing.sign_many([agent.credentials[0].id], officer=representative, on=LATER)


def _content(document: Document) -> dict[str, object]:
    with reading() as session:
        whole = select(Document).where(Document.id == document.id).options(undefer(Document.content))
        told: dict[str, object] = json.loads(session.scalars(whole).one().content)
        return told
