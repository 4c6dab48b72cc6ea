"""Days of sentence that an inmate's work redeems: how they are counted, and the certificates of work."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.services.prison_work import certificates, redemption
from registry.views.accounts.proving import proved
from registry.views.prison_work import prisons
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.vocabulary.placements import LetterKind
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("redemption", __name__, url_prefix="/penales/<prison>/internos/<int:inmate_id>/computo")

ISSUED = "Se emitió el certificado. Ya puede descargarlo."
#: By kind, what sends the certificate in force.
PAPERS = {
    LetterKind.REDEMPTION_CERTIFICATE: "redemption.redemption_pdf",
    LetterKind.WORK_CERTIFICATE: "redemption.work_pdf",
}


@blueprint.get("/")
@permits(Act.READ_INMATES)
def show(prison: str, inmate_id: int) -> str:
    """Tell what the work comes to today, segment by segment."""
    computed = redemption.compute(inmate_id, officer=current_officer(), on=today())
    return render_template(
        "prison_work/redemption.html",
        **prisons.frame(computed.inmate.prison),
        computed=computed,
        inmate=computed.inmate,
        block=message(computed.block) if computed.block else "",
        papers=PAPERS,
        is_free=computed.inmate.released_on is not None,
    )


@blueprint.post("/certificar")
@permits(Act.ISSUE_WORK_CERTIFICATES)
@proved
def certify(prison: str, inmate_id: int) -> Response:
    """Issue the certificate of days redeemed."""
    return _issued(prison, inmate_id, redemption.certify)


@blueprint.post("/certificar-trabajo")
@permits(Act.ISSUE_WORK_CERTIFICATES)
@proved
def certify_work(prison: str, inmate_id: int) -> Response:
    """Issue the certificate of work of somebody who left prison."""
    return _issued(prison, inmate_id, certificates.certify_work)


@blueprint.get("/redencion.pdf")
@permits(Act.READ_INMATES)
def redemption_pdf(prison: str, inmate_id: int) -> Response:
    """Send the certificate of days redeemed that is in force; the look is noted."""
    return _sent(inmate_id, LetterKind.REDEMPTION_CERTIFICATE)


@blueprint.get("/trabajo.pdf")
@permits(Act.READ_INMATES)
def work_pdf(prison: str, inmate_id: int) -> Response:
    """Send the certificate of work that is in force; the look is noted."""
    return _sent(inmate_id, LetterKind.WORK_CERTIFICATE)


def _sent(inmate_id: int, kind: LetterKind) -> Response:
    document = redemption.open_certificate(inmate_id, kind, officer=current_officer())
    return download(document.pdf, PDF, f"certificado-{document.year}-{document.number:06d}.pdf")


def _issued(prison: str, inmate_id: int, issue: redemption.Certifying) -> Response:
    """Issue a certificate, and lead back to the page with it or with why there is none."""
    try:
        issue(inmate_id, officer=current_officer(), on=today())
    except WrongState as refusal:
        flash(message(refusal.code, refusal.facts), "error")
    else:
        flash(ISSUED, "success")
    return redirect(url_for("redemption.show", prison=prison, inmate_id=inmate_id), 303)
