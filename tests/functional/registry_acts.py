"""What an institution does once it stands in its registry, all of it through the API."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from registry.extensions.clock import today
from registry.services.rounds.proofs import export_problem
from registry.vocabulary.institutions import InstitutionRole
from tests.factories.people import make_person, make_sentence
from tests.factories.religious import make_director
from tests.factories.rounds import make_round
from tests.files import plain_pdf
from tests.functional.bodies import OFFER
from tests.registry.api.programs import Program

HELP = {"kind": "food", "description": "Almuerzo de los martes", "audiences": ["families"], "districts": ["211101"]}
HOURS = ((10, "08:00", "13:00"), (11, "14:00", "19:00"))
WHOLE_SATURDAY = OFFER | {"shifts": [{"shift": shift, "start": a, "end": b, "places": 3} for shift, a, b in HOURS]}
PRISON = "EP67"


def offer_vacancy(manager: Program, chief: Program, institution_id: int) -> None:
    """A vacancy of its unit that the office's next round may give to somebody."""
    unit = manager.ask("GET", f"/units?institution_id={institution_id}")["items"][0]["unit"]
    vacancy = manager.ask("POST", f"/units/{unit['id']}/offers", WHOLE_SATURDAY, status=201)
    make_sentence(officer=chief.officer, person=make_person(officer=chief.officer))

    round_ = make_round(officer=chief.officer, reference_date=today())
    problem = json.loads(export_problem(round_.public_id, officer=chief.officer))

    assert str(vacancy["id"]) in {opening["id"] for opening in problem["openings"]}


def visit_prison(representative: Program, chief: Program, institution_id: int) -> None:
    """Its agents' credentials are signed, and the prison lets it in."""
    agents = representative.ask("GET", f"/institutions/{institution_id}/agents")
    waiting = [row["id"] for row in chief.ask("GET", "/credentials")["items"]]
    signed = chief.ask("POST", "/credentials/signing", {"credential_ids": waiting})
    assert waiting
    assert all(row["document"] for row in signed["items"])
    director = Program(chief.app, make_director(PRISON))
    room = director.ask("POST", "/rooms", {"prison": PRISON, "name": "Capilla", "capacity": 60}, status=201)
    asked = {"room_id": room["id"], "day": f"{today() + timedelta(days=7)}", "start": "09:00", "end": "11:00"}
    asked |= {"activity": "worship", "people": 40, "agents": [agents[0]["id"]]}

    visit = representative.ask("POST", f"/institutions/{institution_id}/visits", asked, status=201)
    path = f"/visits/{visit['id']}"
    approved = director.change(f"{path}/approval", None, director.read(path)[1], method="POST")

    assert approved["state"] == "approved"


def conclude_agreement(_manager: Program, chief: Program, institution_id: int) -> None:
    """The agreement that its activity was approved for is signed by both and in force."""
    listed = chief.ask("GET", "/agreements")["items"]
    drafted = [one for one in listed if one["institution"]["id"] == institution_id]
    own = f"/agreements/{drafted[0]['id']}"
    chief.change(f"{own}/sending", {}, chief.read(own)[1], method="POST", status=201)
    answer = chief.client.post(
        f"/api/v1{own}/signature?signed_on={today()}",
        data={"file": (BytesIO(plain_pdf()), "convenio.pdf")},
        headers={"Authorization": f"Bearer {chief.token}", "If-Match": chief.read(own)[1]},
    )

    assert answer.status_code == 200, answer.text
    assert answer.get_json()["state"] == "in_force"


def publish_help(manager: Program, _chief: Program, institution_id: int) -> None:
    """Its help stands in the public directory."""
    made = manager.ask("POST", f"/institutions/{institution_id}/social-services", HELP, status=201)

    listed = manager.app.test_client().get("/api/v1/public/social-services?ubigeo=211101").get_json()["items"]

    assert made["description"] in {one["description"] for one in listed}


ACTS: dict[InstitutionRole, Callable[[Program, Program, int], None]] = {
    InstitutionRole.BENEFICIARY_UNIT: offer_vacancy,
    InstitutionRole.RELIGIOUS_GROUP: visit_prison,
    InstitutionRole.COMPANY: conclude_agreement,
    InstitutionRole.SOCIAL_HELP: publish_help,
}
