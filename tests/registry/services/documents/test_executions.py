"""What equal facts come to, held to the number of the rules."""

import json
from hashlib import sha256

from registry.ledger.examples import Example, examples
from registry.services.attendance.facts import Heads
from registry.services.documents.executions import OWN_PARTS, RULES, Scope, execution_of
from registry.vocabulary.people import PenaltyOrigin

HEADS = Heads(entries=0, orders=0, weeks=0, documents=0, weekdays_authorised=False)
#: What all letters tell of all worked examples, by the number of the rules.
DIGESTS = {1: "41a386b562d0c6e8b3b9ba55afe9b5647cc6159849b9337ec93581896c55ac34"}


def told_of(example: Example) -> list[object]:
    """Every letter's part, of each breach where there are some, for both origins of a penalty."""
    breaches = [(ground, first_day) for ground, first_day, _ in example.expected.breaches] or [(None, None)]
    placement_id = example.facts.placements[0].placement_id
    scopes = [
        Scope(placement_id, example.on, origin, ground=ground, breach_began_on=first_day)
        for ground, first_day in breaches
        for origin in PenaltyOrigin
    ]
    parts = [execution_of(kind, example.facts, HEADS, scope) for kind in sorted(OWN_PARTS) for scope in scopes]
    return [{name: part for name, part in (told or {}).items() if name != "rules"} for told in parts]


def test_equal_facts_come_to_the_same_as_long_as_the_rules_keep_their_number() -> None:
    """Where this fails on purpose, raise `RULES` and add their digest; where an example was added, mend the last."""
    told = json.dumps([told_of(example) for example in examples()], sort_keys=True, ensure_ascii=False)

    assert sha256(told.encode()).hexdigest() == DIGESTS[RULES]
