from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import db
from registry.services.religious import agents, signing
from registry.services.religious.details import AgentDetails
from registry.vocabulary.religious import CredentialState
from tests.factories.accounts import make_chief, make_officer
from tests.factories.religious import (
    AUTHORISED_UNTIL,
    ENTERED_ON,
    JULIACA,
    PUNO,
    agent_details,
    make_agent,
    make_group,
    make_representative,
    make_signatory,
    make_visitor,
)

MARTA = AgentDetails("Marta Ccori", "40112233", "Agente pastoral", (JULIACA, PUNO))


def test_an_agent_is_granted_a_credential_for_each_prison_that_opens_nothing_yet(app: Flask):
    group = make_group()

    agent = agents.register(group.id, MARTA, officer=make_representative(group), on=ENTERED_ON)

    assert [(one.prison, one.signed_on, one.is_valid(ENTERED_ON)) for one in agent.credentials] == [
        (JULIACA, None, False),
        (PUNO, None, False),
    ]


def test_a_credential_never_outlasts_the_authorisation_of_its_group(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))

    assert (agent.credentials[0].valid_from, agent.credentials[0].valid_to) == (ENTERED_ON, AUTHORISED_UNTIL)


def test_a_name_and_a_number_are_unreadable_in_the_database(app: Flask):
    group = make_group()
    agents.register(group.id, MARTA, officer=make_representative(group), on=ENTERED_ON)

    with db.engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM pastoral_agent")).all())

    assert not any(told in rows for told in ("Marta", "Ccori", "40112233"))


def test_the_same_document_is_recognised_however_it_is_written(app: Flask):
    group = make_group()
    representative = make_representative(group)
    agents.register(group.id, MARTA, officer=representative, on=ENTERED_ON)

    with pytest.raises(InvalidFields) as refusal:
        agents.register(group.id, replace(MARTA, document_number="4011-2233 "), officer=representative, on=ENTERED_ON)

    assert refusal.value.problems == {"document_number": ("agent_known", {})}


def test_another_group_may_send_the_same_person(app: Flask):
    first, second = make_group(), make_group()
    representative = make_representative(first, second)

    known = [agents.register(one.id, MARTA, officer=representative, on=ENTERED_ON) for one in (first, second)]

    assert known[0].id != known[1].id


def test_a_representative_sees_nobody_of_another_group(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))
    other = make_representative(make_group())

    with pytest.raises(NotFound):
        agents.get_agent(agent.id, officer=other)
    with pytest.raises(NotFound):
        agents.list_agents(agent.institution_id, officer=other)


def test_a_case_officer_sees_no_agents(app: Flask):
    agent = make_agent(representative=make_representative(make_group()))

    with pytest.raises(NotAllowed):
        agents.get_agent(agent.id, officer=make_officer())


def test_a_group_without_authorisation_enters_nobody(app: Flask):
    group = make_group()

    with pytest.raises(WrongState, match="group_not_authorised"):
        agents.register(group.id, MARTA, officer=make_representative(group), on=date(2027, 9, 1))


def test_an_unknown_prison_is_refused(app: Flask):
    with pytest.raises(InvalidFields) as refusal:
        make_agent(representative=make_representative(make_group()), prisons=("EP999",))

    assert refusal.value.problems == {"prisons": ("prison_unknown", {"codes": "EP999"})}


def test_an_agent_who_goes_holds_no_credential_and_may_come_back(app: Flask):
    group = make_group()
    representative = make_representative(group)
    agent = make_visitor(representative=representative)

    gone = agents.retire(agent.id, reason="Se mudó", version=agent.version, officer=representative)
    states = [one.state for one in gone.credentials]
    details = agent_details(document_number=gone.document_number)
    back = agents.register(group.id, details, officer=representative, on=ENTERED_ON)

    assert states == [CredentialState.WITHDRAWN]
    assert (back.id, back.is_active, back.credentials[-1].state) == (agent.id, True, CredentialState.CURRENT)


def test_nobody_goes_twice_or_without_a_reason(app: Flask):
    representative = make_representative(make_group())
    agent = make_agent(representative=representative)

    with pytest.raises(InvalidFields):
        agents.retire(agent.id, reason=" ", version=agent.version, officer=representative)
    gone = agents.retire(agent.id, reason="Se mudó", version=agent.version, officer=representative)
    with pytest.raises(WrongState, match="agent_gone"):
        agents.retire(agent.id, reason="Otra vez", version=gone.version, officer=representative)
    with pytest.raises(WrongState, match="agent_gone"):
        agents.ask(agent.id, [PUNO], officer=representative, on=ENTERED_ON)


def test_a_correction_over_an_older_version_is_refused(app: Flask):
    representative = make_representative(make_group())
    agent = make_agent(representative=representative)
    agents.change(agent.id, agent_details(post="Ministra"), version=agent.version, officer=representative)

    with pytest.raises(StaleVersion):
        agents.change(agent.id, agent_details(post="Pastora"), version=agent.version, officer=representative)


def test_nobody_is_given_the_document_of_another_agent(app: Flask):
    representative = make_representative(make_group())
    first, second = (make_agent(representative=representative) for _ in range(2))
    twin = agent_details(document_number=first.document_number)

    with pytest.raises(InvalidFields) as refusal:
        agents.change(second.id, twin, version=second.version, officer=representative)

    assert refusal.value.problems == {"document_number": ("agent_known", {})}


def test_a_credential_is_asked_for_another_prison_and_not_for_the_same_twice(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative)

    asked = agents.ask(agent.id, [PUNO], officer=representative, on=ENTERED_ON)

    assert [one.prison for one in asked.credentials] == [JULIACA, PUNO]
    with pytest.raises(WrongState, match="credential_held"):
        agents.ask(agent.id, [JULIACA], officer=representative, on=ENTERED_ON)
    with pytest.raises(InvalidFields):
        agents.ask(agent.id, [], officer=representative, on=ENTERED_ON)


def test_agents_are_listed_by_name_and_those_who_went_last(app: Flask):
    group = make_group()
    representative = make_representative(group)
    first, _, _ = (make_agent(representative=representative, full_name=name) for name in ("Ana", "Zoila", "Óscar"))
    agents.retire(first.id, reason="Se mudó", version=first.version, officer=representative)

    listed = agents.list_agents(group.id, officer=make_chief())

    assert [agent.full_name for agent in listed] == ["Óscar", "Zoila", "Ana"]


def test_a_credential_asked_again_before_it_is_signed_is_the_same(app: Flask):
    representative = make_representative(make_group())
    agent = make_agent(representative=representative)

    asked = agents.ask(agent.id, [JULIACA], officer=representative, on=date(2026, 10, 1))

    assert [one.valid_from for one in asked.credentials] == [date(2026, 10, 1)]
    assert signing.sign(asked.credentials[0].id, officer=make_signatory(), on=date(2026, 10, 2)).number == 1
