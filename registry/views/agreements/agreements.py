"""The list of agreements and one agreement's page."""

from flask import Blueprint, Response, render_template, request

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.services.accounts.policy import Act
from registry.services.agreements import listing
from registry.services.agreements.papers import find_document, open_pdf, signed_copies
from registry.views.lists import ListAddress, page_of, term_of
from registry.vocabulary.agreements import AgreementKind, AgreementState, Side
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("agreements", __name__, url_prefix="/convenios")

FILTERS = ("buscar", "tipo", "estado")
COLUMNS = [
    {"label": "Convenio"},
    {"label": "Institución"},
    {"label": "Tipo"},
    {"label": "Vigencia"},
    {"label": "Estado"},
]
OBLIGATION_COLUMNS = [{"label": "Obligación"}, {"label": "De quién"}, {"label": "Plazo"}, {"label": "Cumplida"}]


@blueprint.get("/")
@permits(Act.READ_AGREEMENTS)
def index() -> str:
    """List the agreements within reach; those that end first come first."""
    address = ListAddress.of("agreements.index", request.args, *FILTERS)
    wanted = listing.AgreementFilter(
        on=today(),
        search=address.given.get("buscar", ""),
        kind=term_of(AgreementKind, address.given.get("tipo")),
        state=term_of(AgreementState, address.given.get("estado")),
    )
    words = {
        "buscar": f"Búsqueda: {wanted.search}" if wanted.search else "",
        "tipo": wanted.kind.label if wanted.kind else "",
        "estado": wanted.state.label if wanted.state else "",
    }
    return render_template(
        "agreements/index.html",
        page=listing.list_agreements(wanted, officer=current_officer(), page=page_of(request.args)),
        address=address,
        wanted=wanted,
        columns=COLUMNS,
        chips=address.chips(words),
        kinds=AgreementKind.choices(),
        states=AgreementState.choices(),
        today=today(),
    )


@blueprint.get("/<int:agreement_id>")
@permits(Act.READ_AGREEMENTS)
def show(agreement_id: int) -> str:
    """Show an agreement with its obligations and papers."""
    officer = current_officer()
    agreement = listing.get_agreement(agreement_id, officer=officer)
    return render_template(
        "agreements/agreement.html",
        agreement=agreement,
        state=agreement.state_on(today()),
        states=AgreementState,
        renewal=listing.find_renewal(agreement_id),
        document=find_document(agreement_id, officer=officer),
        copies=signed_copies(agreement_id, officer=officer),
        obligation_columns=OBLIGATION_COLUMNS,
        sides=Side,
        may_keep=listing.may(agreement, Act.KEEP_AGREEMENTS, officer=officer),
        may_sign=listing.may(agreement, Act.SIGN_AGREEMENTS, officer=officer),
        today=today(),
    )


@blueprint.get("/<int:agreement_id>/pdf")
@permits(Act.READ_AGREEMENTS)
def pdf(agreement_id: int) -> Response:
    """Send the agreement's document; the look is noted."""
    document = open_pdf(agreement_id, officer=current_officer())
    if document is None:
        raise NotFound(agreement_id=agreement_id)
    return download(document.pdf, PDF, f"convenio-{document.year}-{document.number:06d}.pdf")
