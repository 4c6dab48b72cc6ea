"""Granting credentials: one for each agent and prison, for a year at most, and never beyond the group's own term."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from registry.models import Credential, PastoralAgent
from registry.norms import value_at
from registry.reference.months import add_months
from registry.vocabulary.religious import CredentialState

ONE_DAY = timedelta(days=1)


def grant(session: Session, agent: PastoralAgent, prison: str, *, on: date, until: date) -> Credential | None:
    """Grant a credential from a day, or from the end of the one that the agent holds (REL art. 6).

    One that waits to be signed is given the new days. None where the agent is covered until the group's own
    authorisation ends, on *until*. The caller holds the agent, with `credentials` loaded.
    """
    own = [one for one in agent.credentials if one.prison == prison and one.state is CredentialState.CURRENT]
    begins = max([on, *(one.valid_to + ONE_DAY for one in own if one.signed_on)])
    ends = min(add_months(begins, value_at("pastoral_credential_validity", on)) - ONE_DAY, until)
    if ends < begins:
        return None
    credential = next((one for one in own if not one.signed_on), None)
    if credential is None:
        credential = Credential(prison=prison, state=CredentialState.CURRENT)
        agent.credentials.append(credential)
    credential.valid_from, credential.valid_to = begins, ends
    session.flush()
    return credential


def withdraw_all(agent: PastoralAgent, reason: str) -> None:
    """Withdraw everything that an agent holds or was granted."""
    for credential in agent.credentials:
        if credential.state is CredentialState.CURRENT:
            credential.state, credential.reason = CredentialState.WITHDRAWN, reason
