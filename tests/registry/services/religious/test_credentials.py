from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import transaction
from registry.models import Credential, Institution, Registration
from registry.services.institutions import registrations
from registry.services.institutions.institutions import loaded_institution
from registry.services.religious import agents, credentials, signing
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.religious import CredentialState
from tests.factories.accounts import make_chief, make_officer
from tests.factories.religious import (
    AUTHORISED_UNTIL,
    ENTERED_ON,
    JULIACA,
    PUNO,
    make_agent,
    make_group,
    make_representative,
    make_signatory,
    make_visitor,
)

FILED = [
    {"full_name": "Marta Ccori", "document_number": "40112233", "post": "Agente pastoral", "prisons": [JULIACA, PUNO]},
    {"full_name": "Juan Condori", "document_number": "40112244", "post": "Ministro", "prisons": [JULIACA]},
]
ONE_DAY = timedelta(days=1)


def test_an_approval_grants_every_agent_a_credential_for_each_prison(app: Flask):
    group = make_group()

    granted = _issue(group, on=ENTERED_ON, until=AUTHORISED_UNTIL)

    assert [(one.prison, one.valid_to) for one in granted] == [
        (JULIACA, AUTHORISED_UNTIL),
        (PUNO, AUTHORISED_UNTIL),
        (JULIACA, AUTHORISED_UNTIL),
    ]


def test_a_credential_lasts_a_year_where_the_authorisation_lasts_longer(app: Flask):
    granted = _issue(make_group(), on=ENTERED_ON, until=date(2030, 1, 1))

    assert granted[0].valid_to == date(2027, 9, 6)


def test_a_renewal_follows_on_the_last_day_of_the_card_in_hand(app: Flask):
    group = make_group()
    first = _issue(group, on=ENTERED_ON, until=AUTHORISED_UNTIL)
    signing.sign_many([one.id for one in first], officer=make_signatory(), on=ENTERED_ON)

    renewed = _issue(group, on=date(2027, 7, 15), until=date(2028, 8, 31))

    assert {(one.valid_from, one.valid_to) for one in renewed} == {(AUTHORISED_UNTIL + ONE_DAY, date(2028, 8, 31))}
    assert {one.agent_id for one in renewed} == {one.agent_id for one in first}


def test_an_approval_grants_nothing_twice(app: Flask):
    group = make_group()
    first = _issue(group, on=ENTERED_ON, until=AUTHORISED_UNTIL)
    signing.sign_many([one.id for one in first], officer=make_signatory(), on=ENTERED_ON)

    assert _issue(group, on=date(2026, 12, 1), until=AUTHORISED_UNTIL) == []


def test_what_waits_for_a_signature_is_listed_for_those_who_sign(app: Flask):
    representative = make_representative(make_group())
    make_visitor(representative=representative)
    waiting = make_agent(representative=representative)
    gone = make_agent(representative=representative)
    agents.retire(gone.id, reason="Se mudó", version=gone.version, officer=representative)

    listed = credentials.list_to_sign(officer=make_chief(), on=ENTERED_ON)

    assert [one.agent_id for one in listed.items] == [waiting.id]


def test_nothing_is_signed_for_a_group_that_is_suspended(app: Flask):
    group = make_group()
    agent = make_agent(representative=make_representative(group))
    _suspend(group)

    assert credentials.list_to_sign(officer=make_chief(), on=ENTERED_ON).items == []
    with pytest.raises(WrongState, match="group_not_authorised"):
        signing.sign(agent.credentials[0].id, officer=make_signatory(), on=ENTERED_ON)


def test_a_withdrawn_credential_holds_no_more(app: Flask):
    agent = make_visitor(representative=make_representative(make_group()))
    credential = credentials.get_credential(agent.credentials[0].id, officer=make_chief())

    withdrawn = credentials.withdraw(
        credential.id, reason="Conducta indebida", version=credential.version, officer=make_chief()
    )

    assert (withdrawn.state, withdrawn.reason) == (CredentialState.WITHDRAWN, "Conducta indebida")
    assert not withdrawn.is_valid(ENTERED_ON)


def test_a_credential_is_withdrawn_once_and_with_a_reason(app: Flask):
    credential = make_agent(representative=make_representative(make_group())).credentials[0]
    chief = make_chief()

    with pytest.raises(InvalidFields):
        credentials.withdraw(credential.id, reason="", version=credential.version, officer=chief)
    withdrawn = credentials.withdraw(credential.id, reason="No procede", version=credential.version, officer=chief)
    with pytest.raises(StaleVersion):
        credentials.withdraw(credential.id, reason="No procede", version=credential.version, officer=chief)
    with pytest.raises(WrongState, match="credential_withdrawn"):
        credentials.withdraw(credential.id, reason="No procede", version=withdrawn.version, officer=chief)


def test_those_who_issue_no_credentials_withdraw_none(app: Flask):
    representative = make_representative(make_group())
    credential = make_agent(representative=representative).credentials[0]

    for account in (representative, make_officer()):
        with pytest.raises(NotAllowed):
            credentials.withdraw(credential.id, reason="No", version=credential.version, officer=account)


def test_a_group_opens_its_own_signed_cards_alone(app: Flask):
    representative = make_representative(make_group())
    signed = make_visitor(representative=representative).credentials[0]
    waiting = make_agent(representative=representative).credentials[0]

    assert credentials.open_card(signed.id, officer=representative).pdf.startswith(b"%PDF")
    with pytest.raises(NotFound, match="credential_unsigned"):
        credentials.open_card(waiting.id, officer=representative)
    with pytest.raises(NotFound):
        credentials.open_card(signed.id, officer=make_representative(make_group()))


def _issue(group: Institution, *, on: date, until: date) -> list[Credential]:
    with transaction() as session:
        institution = loaded_institution(session, group.id)
        return credentials.issue_for(session, institution, FILED, on=on, until=until)


def _suspend(group: Institution) -> None:
    with transaction() as session:
        known = registrations.find_active(loaded_institution(session, group.id), InstitutionRole.RELIGIOUS_GROUP)
    assert isinstance(known, Registration)
    registrations.suspend(known.id, reason="Por revisar", version=known.version, officer=make_chief())
