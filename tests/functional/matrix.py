"""Every route, every role, own and other's things: what the policy says of each.

The answer comes from the application; what is expected comes from the table of roles and from the list
of whose each planted thing is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Flask
from werkzeug.routing import Rule

from registry.services.accounts.accounts import Account
from registry.services.accounts.policy import Owner, is_allowed, reach_of
from registry.services.accounts.scopes import Scope
from registry.vocabulary.accounts import OUTSIDERS, Act, Role, ScopeKind
from registry.web.permissions import IMPLIED, Access, access_of
from tests.factories.accounts import make_account
from tests.functional.planting import MONTH, Planted, plant, preference_of

API = "/api/"
VISITOR, SPENT = "visitor", "spent token"
#: Acts on an alert of breach, by the names that addresses give them.
STEPS = {"step": "retirar", "signed": "informar", "decided": "retirar"}
#: What addresses carry that is no key of a planted thing.
FREE = {
    "filename": "favicon.svg",
    "mark": "0123456789",
    "code": "ABCD-EFGH-JKLM-NPQR",
    "token": "x" * 43,
    "rank": 1,
    "month": f"{MONTH:%Y-%m}",
    "procedure": "unidad-publica",
    "requirement": "appointment",
    "place": 1,
    "key": "clave-1",
    "procedure_code": "public_unit",
    "detail_name": "validity",
    "closed_day_id": 1,
    **STEPS,
}
NAMES = {"registrations": "suspender", "deciding": "fijar", "changes": "suspender"}
OF_OFFICE = {
    "person_id", "sentence_id", "preference_id", "round_id", "proposal_id", "instruction_id", "placement_id",
    "document_id", "office_id", "number", "account_id", "request_id", "alert_id",
    "case_file_id", "paper_id", "letter_id", "notice_id",
}  # fmt: skip
OF_UNIT = {"unit_id", "vacancy_id"}
#: Acts by which a unit reaches whom the office presented to it.
OF_ATTENDANCE = {Act.READ_ATTENDANCE, Act.KEEP_ATTENDANCE}
#: What an office and an institution have in common.
OF_BOTH = {"agreement_id", "obligation_id"}
OF_INSTITUTION = {"institution_id", "registration_id", "attachment_id", "service_id", "agent_id", "credential_id"}
#: What is a prison's; its visits are their group's too.
OF_PRISON = {
    "visit_id",
    "room_id",
    "prison",
    "inmate_id",
    "order_id",
    "application_id",
    "evaluation_id",
    "pavilion_id",
    "workshop_id",
}
#: What is a prison's and a company's.
OF_WORK = {"activity_id", "work_vacancy_id"}
#: Roles of those who work inside a prison.
INSIDE = (
    Role.PRISON_DIRECTOR,
    Role.PRISON_WORK_OFFICER,
    Role.EVALUATOR_HEALTH,
    Role.EVALUATOR_PSYCHOLOGY,
    Role.EVALUATOR_SOCIAL,
    Role.EVALUATOR_WORK,
)
#: Keys of what is filed: whoever began it goes on with it, and nobody else.
OF_FILER = {"case_file_id", "paper_id", "key"}
#: Keys of what only the very account reaches; what is planted is the keeper's.
OF_ACCOUNT = {"token_id", "session_id"}


@dataclass(frozen=True)
class Call:
    """One request of the matrix."""

    rule: Rule
    method: str
    access: Access

    @property
    def name(self) -> str:
        """How a failure names it."""
        return f"{self.method} {self.rule.rule}"

    @property
    def is_api(self) -> bool:
        """Whether a refusal is a problem rather than a page."""
        return self.rule.rule.startswith(API)

    def owner(self, planted: Planted, account: Account) -> Owner | None:
        """Whose thing the address names; None where it names none."""
        named = self.rule.arguments
        whose = planted.owner
        is_drafting = self.access.act is Act.KEEP_AGREEMENTS and "institution_id" in named
        if self.access.act is Act.ADD_UNITS or is_drafting:  # with any institution, for one's own office
            return Owner(office_id=account.office_id)
        if "placement_id" in named and self.access.act in OF_ATTENDANCE:
            return Owner(office_id=whose.office_id, region=whose.region, unit_id=whose.unit_id)
        if named & (OF_PRISON | OF_WORK):
            group = whose.institution_id if named & (OF_WORK | {"visit_id"}) else None
            return Owner(institution_id=group, prison=whose.prison)
        if named & OF_BOTH:
            return Owner(whose.office_id, whose.region, whose.institution_id)
        if named & OF_OFFICE:
            return Owner(office_id=whose.office_id, region=whose.region)
        if named & OF_UNIT:
            return Owner(whose.office_id, whose.region, whose.institution_id, whose.unit_id)
        if named & OF_INSTITUTION:
            return Owner(institution_id=whose.institution_id, ubigeo=whose.ubigeo)
        return None


def calls(app: Flask) -> Iterator[Call]:
    """Every route with each of its methods."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - IMPLIED):
            access = access_of(app.view_functions[rule.endpoint], method)
            assert access is not None, f"{method} {rule.rule} declares nothing"
            yield Call(rule, method, access)


def expected(call: Call, account: Account, planted: Planted) -> str:
    """What the policy says: `admitted`, `forbidden` or `hidden`."""
    if call.access.is_public:
        return "admitted"
    if call.rule.arguments & OF_ACCOUNT:
        return "hidden"
    if call.access.act is None:
        return "admitted"
    if not is_allowed(account, call.access.act):
        return "forbidden"
    if call.access.act is Act.FILE_PROCEDURES and call.rule.arguments & OF_FILER:
        return "hidden"
    owner = call.owner(planted, account)
    is_reached = owner is None or reach_of(account, call.access.act).covers(owner)
    return "admitted" if is_reached else "hidden"


def cast(home: Planted) -> dict[Role, Account]:
    """One account a role, at home in the first office; outsiders are given its institution or unit."""
    institution = Scope(ScopeKind.INSTITUTION, str(home.owner.institution_id))
    given = {
        Role.INSTITUTION_MANAGER: institution,
        Role.COMPANY_MANAGER: institution,
        Role.RELIGIOUS_REPRESENTATIVE: institution,
        **dict.fromkeys(INSIDE, Scope(ScopeKind.PRISON, home.owner.prison)),
        Role.UNIT_SUPERVISOR: Scope(ScopeKind.UNIT, str(home.owner.unit_id)),
    }
    return {
        role: make_account(
            role,
            scopes=(given[role],) if role in given else (),
            **({} if role in OUTSIDERS else {"office_id": home.office_id}),
        )
        for role in Role
    }


def address(call: Call, planted: Planted) -> str:
    """The route with the keys of one office's things."""
    keys = {**FREE, **planted.keys, "name": NAMES.get(call.rule.endpoint.partition(".")[0], "")}
    missing = call.rule.arguments - set(keys)
    assert not missing, f"{call.name} names {missing}, of which the matrix plants none"
    built = call.rule.build({name: keys[name] for name in call.rule.arguments}, append_unknown=False)
    assert built is not None, f"no address for {call.name}"
    return str(built[1])


class World:
    """Two offices with one of everything, and somebody of each role at home in the first."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.home, self.away = plant("altiplano", "211101"), plant("norte", "130101")
        self.accounts = cast(self.home)
        self.calls = list(calls(app))
        self.keeper = self.accounts[Role.CHIEF]

    def keys(self, planted: Planted, call: Call) -> Planted:
        """The office's things, with a fresh one where the route does away with it."""
        if "preference_id" not in call.rule.arguments or planted is not self.home:
            return planted
        fresh = preference_of(planted.keys["person_id"], self.keeper)
        return replace(planted, keys={**planted.keys, "preference_id": fresh})
