"""Inmates of the account's prisons, as the work in prison needs them."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.schemas.people.reserved import PurposeQuery
from registry.schemas.prison_work.alimony import AlimonyEndInput, AlimonyInput, AlimonyOutput
from registry.schemas.prison_work.inmate import (
    InmateFileOutput,
    InmateInput,
    InmateOutput,
    InmateReleaseInput,
    InmateReservedInput,
    InmateRowOutput,
    InmatesQuery,
    InmateStageInput,
    InmateTransferInput,
    NewInmateInput,
)
from registry.services.prison_work import alimony, inmates, moves, stages
from registry.services.prison_work.inmate_details import (
    Admission,
    AlimonyDetails,
    Experience,
    InmateDetails,
    ReservedDetails,
)
from registry.services.prison_work.inmate_directory import InmateFilter, list_inmates
from registry.services.prison_work.inmate_files import open_inmate
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("inmates", __name__, "Internos")

LIST = "/prison-work/inmates"
ONE = f"{LIST}/<{KEY}:inmate_id>"


@noun.at(LIST)
class Inmates(MethodView):
    """The inmates of the account's prisons."""

    @permits(Act.READ_INMATES)
    @noun.filters(InmatesQuery)
    @noun.answers("Listar los internos de sus establecimientos", page_of(InmateRowOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them in the order of their names."""
        page = cut_page(query)
        return list_inmates(InmateFilter(**query), officer=current_officer(), **page)

    @permits(Act.KEEP_INMATES)
    @noun.takes(NewInmateInput)
    @noun.answers("Abrir la ficha de un interno, o la que ya tiene ese documento", InmateOutput, 201, is_tagged=True)
    @noun.also_answers(200, InmateOutput, "El documento ya tenía ficha")
    def post(self, facts: dict[str, Any]) -> Any:
        """Open a file; a known document answers the file that exists, unchanged."""
        admission = Admission(facts.pop("prison"), facts.pop("stage"))
        opened = inmates.register_inmate(_details(facts), admission, officer=current_officer())
        location = f"{PREFIX}{LIST}/{opened.inmate.id}"
        return tagged(opened.inmate, 201 if opened.is_new else 200, Location=location)


@noun.at(ONE)
class Inmate(MethodView):
    """One inmate."""

    @permits(Act.READ_INMATES)
    @noun.filters(PurposeQuery)
    @noun.answers("Leer la ficha de un interno", InmateFileOutput, is_tagged=True)
    def get(self, query: dict[str, str], inmate_id: int) -> Any:
        """Read the file; for a stated purpose with the reserved facts that the role needs. The look is noted."""
        return tagged(open_inmate(inmate_id, officer=current_officer(), purpose=query["purpose"]))

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.takes(InmateInput)
    @noun.answers("Corregir la ficha de un interno", InmateOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], inmate_id: int) -> Any:
        """Replace the facts."""
        version = expected_version(inmate_id)
        return tagged(inmates.change_inmate(inmate_id, _details(facts), version=version, officer=current_officer()))


@noun.at(f"{ONE}/reserved")
class Reserved(MethodView):
    """What the law reserves of an inmate."""

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.takes(InmateReservedInput)
    @noun.answers("Registrar los datos reservados de un interno", InmateOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], inmate_id: int) -> Any:
        """Replace offences, marks and limits, and weigh the account anew."""
        version, officer = expected_version(inmate_id), current_officer()
        details = ReservedDetails(**facts)
        return tagged(inmates.change_reserved(inmate_id, details, version=version, officer=officer))


@noun.at(f"{ONE}/stages")
class Stages(MethodView):
    """In which stage an inmate is held, from a day on."""

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.takes(InmateStageInput)
    @noun.answers("Anotar el régimen y la etapa desde un día", InmateOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], inmate_id: int) -> Any:
        """Enter one; a later entry for the same day corrects it."""
        version = expected_version(inmate_id)
        return tagged(stages.enter_stage(inmate_id, **facts, version=version, officer=current_officer()))


@noun.at(f"{ONE}/transfer")
class Transfer(MethodView):
    """Sending an inmate to another prison."""

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.takes(InmateTransferInput)
    @noun.answers("Trasladar a un interno a otro establecimiento", status=204)
    def post(self, facts: dict[str, str], inmate_id: int) -> Any:
        """Hand the file over."""
        moves.transfer(inmate_id, facts["prison"], version=expected_version(inmate_id), officer=current_officer())
        return "", 204


@noun.at(f"{ONE}/release")
class Release(MethodView):
    """The release of an inmate."""

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.takes(InmateReleaseInput)
    @noun.answers("Anotar la libertad de un interno", InmateOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], inmate_id: int) -> Any:
        """Note its day."""
        version = expected_version(inmate_id)
        return tagged(moves.release(inmate_id, facts["released_on"], version=version, officer=current_officer()))

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.answers("Deshacer la libertad anotada por error", InmateOutput, is_tagged=True)
    def delete(self, inmate_id: int) -> Any:
        """Take it back."""
        version = expected_version(inmate_id)
        return tagged(moves.return_to_prison(inmate_id, version=version, officer=current_officer()))


@noun.at(f"{ONE}/alimony")
class Alimony(MethodView):
    """Orders of alimony from an inmate's pay."""

    @permits(Act.KEEP_INMATES)
    @noun.answers("Listar las órdenes de alimentos de un interno", AlimonyOutput(many=True))
    def get(self, inmate_id: int) -> Any:
        """List them, those that ended too."""
        return inmates.get_inmate(inmate_id, officer=current_officer()).alimony

    @permits(Act.KEEP_INMATES)
    @noun.takes(AlimonyInput)
    @noun.answers("Registrar una orden de alimentos", AlimonyOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], inmate_id: int) -> Any:
        """Enter one."""
        return tagged(alimony.enter_alimony(inmate_id, AlimonyDetails(**facts), officer=current_officer()), 201)


@noun.at(f"/prison-work/alimony/<{KEY}:order_id>/end")
class AlimonyEnd(MethodView):
    """The end of an order of alimony."""

    @permits(Act.KEEP_INMATES)
    @noun.versioned
    @noun.takes(AlimonyEndInput)
    @noun.answers("Terminar una orden de alimentos", AlimonyOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], order_id: int) -> Any:
        """Note its last day."""
        version = expected_version(order_id)
        return tagged(alimony.end_alimony(order_id, facts["ended_on"], version=version, officer=current_officer()))


def _details(facts: dict[str, Any]) -> InmateDetails:
    experience = tuple(Experience(**one) for one in facts.pop("experience"))
    return InmateDetails(**facts, experience=experience)
