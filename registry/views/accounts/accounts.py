"""Accounts of others, for whoever manages them: the list, one of them, and what is done with it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import now
from registry.services.accounts import accounts, managing, outbox, second_factor
from registry.services.accounts.accounts import Account
from registry.services.accounts.managing import Sent
from registry.views.accounts.proving import proved
from registry.vocabulary.accounts import Act
from registry.vocabulary.sign_in import MailKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("accounts", __name__, url_prefix="/cuentas")

COLUMNS = [{"label": "Cuenta"}, {"label": "Usuario"}, {"label": "Rol"}, {"label": "Oficina"}, {"label": "Estado"}]


@blueprint.get("/")
@permits(Act.MANAGE_ACCOUNTS)
def index() -> str:
    """List the accounts within reach."""
    listed = accounts.list_accounts(officer=current_officer())
    return render_template("accounts/index.html", accounts=listed, columns=COLUMNS, status_of=status_of)


@blueprint.get("/<int:account_id>")
@permits(Act.MANAGE_ACCOUNTS)
def show(account_id: int) -> str:
    """Show one account, and what can be done with it."""
    return _page(managing.get_managed(account_id, officer=current_officer()))


@blueprint.post("/<int:account_id>/enlace")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def send_link(account_id: int) -> Response | tuple[str, int]:
    """Send the invitation or a link for another password anew."""
    return tell_sent(managing.send_link(account_id, officer=current_officer(), at=now()))


@blueprint.post("/<int:account_id>/segundo-factor/quitar")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def reset_factor(account_id: int) -> Response:
    """Take the second factor of whoever lost it."""
    managing.reset_factor(account_id, officer=current_officer(), at=now())
    return _done(account_id, "Se quitó el segundo factor. Al ingresar configurará otro.")


@blueprint.post("/<int:account_id>/cerrar")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def close(account_id: int) -> Response:
    """Close the account."""
    managing.close_account(account_id, officer=current_officer(), at=now())
    return _done(account_id, "La cuenta quedó cerrada. Lo que firmó sigue firmado.")


@blueprint.post("/<int:account_id>/reabrir")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def reopen(account_id: int) -> Response:
    """Open the account again."""
    managing.reopen_account(account_id, officer=current_officer())
    return _done(account_id, "La cuenta quedó abierta otra vez.")


def tell_sent(sent: Sent) -> Response | tuple[str, int]:
    """Lead to the account whose holder gets a letter; where no mail is sent, show the link this once."""
    if not sent.token:
        return _done(sent.account.id, f"El enlace va en camino a {sent.account.email}.")
    endpoint = "links.show_invitation" if sent.account.is_invited else "links.show_reset"
    link = url_for(endpoint, token=sent.token, _external=True)
    return render_template("accounts/link.html", holder=sent.account, link=link), 201


def status_of(account: Account) -> str:
    """The account's state in a word."""
    if not account.is_active:
        return "Cerrada"
    return "Invitada" if account.is_invited else "Activa"


def _done(account_id: int, words: str) -> Response:
    flash(words, "success")
    return redirect(url_for("accounts.show", account_id=account_id), 303)


def _page(account: Account) -> str:
    kind = MailKind.INVITATION if account.is_invited else MailKind.RESET
    return render_template(
        "accounts/account.html",
        shown=account,
        status=status_of(account),
        factor=second_factor.state_of(account.id),
        mail=outbox.last_mail(account.id, kind),
        is_own=account.id == current_officer().id,
    )
