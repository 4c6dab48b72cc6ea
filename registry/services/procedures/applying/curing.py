"""Whether a cure changes what was observed: the observation keeps a digest of each part as it was presented.

What is consulted elsewhere, or only declared, may be cured without another word in the file, and is not compared.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.models import Attachment, CaseEvent, CaseFile
from registry.procedures.catalogue import get_procedure
from registry.services.procedures.applying.tasks import DECLARATION, DOCUMENTS, WITH_FILES, observed_parts
from registry.vocabulary.procedures import CaseEventKind

PURPOSE = b"reinserta observed part 1"
#: Name of the digests among the facts of an observation.
PRESENTED = "presented"
#: Steps whose answers are the same however they are cured: whose file it is, and what is declared by ticking.
UNCHANGING = ("ruc", "integrity", DECLARATION)


def presented(session: Session, case: CaseFile) -> dict[str, str]:
    """Digest of each observed part that a cure has to change, by its code; needs the file's `answers` loaded."""
    observed = observed_parts(session, case.id)
    return {code: _digest(content) for code, content in _contents(session, case) if code in observed}


def require_changed(session: Session, case: CaseFile) -> None:
    """Refuse a cure that leaves something as it was observed.

    Raises:
        WrongState: It does; the words name what.
    """
    own = CaseEvent.case_file_id == case.id, CaseEvent.kind == CaseEventKind.OBSERVED
    event = session.scalars(select(CaseEvent).where(*own).order_by(CaseEvent.id.desc()).limit(1)).one()
    before: Mapping[str, str] = event.facts.get(PRESENTED, {})
    now = presented(session, case)
    labels = get_procedure(case.procedure).labels()
    if same := [labels[code] for code, digest in before.items() if now.get(code) == digest]:
        raise WrongState("case_cure_unchanged", parts="; ".join(same))


def _contents(session: Session, case: CaseFile) -> Iterator[tuple[str, Any]]:
    """What each part that can be compared consists of: the answers of a step, the files of a requirement."""
    procedure = get_procedure(case.procedure)
    own = Attachment.case_file_id == case.id, Attachment.withdrawn_at.is_(None), Attachment.requirement.is_not(None)
    papers = [(paper.requirement, paper.sha256) for paper in session.scalars(select(Attachment).where(*own))]
    for step in procedure.steps:
        if step.code not in UNCHANGING:
            yield step.code, sorted(papers) if step.code == DOCUMENTS else case.answers.get(step.code)
    for requirement in procedure.requirements:
        if requirement.evidence in WITH_FILES:
            yield requirement.code, sorted(digest for code, digest in papers if code == requirement.code)


def _digest(content: Any) -> str:
    """Keyed, since answers name people."""
    key = hmac.digest(current_app.config["DIGEST_KEY"], PURPOSE, "sha256")
    return hmac.digest(key, json.dumps(content, sort_keys=True).encode(), "sha256").hex()
