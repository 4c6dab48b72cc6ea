"""Inviting somebody, and correcting an account."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import now
from registry.schemas.accounts.account import AccountInput, AccountOutput, InvitationInput
from registry.services.accounts import managing
from registry.services.accounts.accounts import Account, AccountDetails, grantable_roles
from registry.services.accounts.managing import AccountChange
from registry.services.accounts.offices import list_offices
from registry.services.accounts.policy import Owner, reach_of
from registry.services.accounts.scopes import Scope
from registry.views import editing
from registry.views.accounts.accounts import tell_sent
from registry.views.accounts.proving import proved
from registry.views.conflicts import Edited, Field, plain, term
from registry.views.editing import Answer, Edit
from registry.views.filling import Errors, Form, Read, fill, name_missing, read_input, saved
from registry.vocabulary.accounts import Act, Role
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("account_forms", __name__, url_prefix="/cuentas")

FIELDS = (
    Field("full_name", "Nombres y apellidos", plain),
    Field("email", "Correo electrónico", plain),
    Field("post", "Puesto", plain),
    Field("role", "Rol", term(Role)),
    Field("office_id", "Oficina", lambda values: ", ".join(_office_names().get(value, value) for value in values)),
    Field("scopes", "Alcance", plain),
)
LABELS = {"username": "Usuario", **{field.name: field.label for field in FIELDS}}
NAMES = [field.name for field in FIELDS]


@blueprint.get("/nueva")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def new() -> str:
    """Show the form of an invitation."""
    own = current_officer().office_id
    return _page(None, MultiDict({"office_id": str(own)} if own else {}), {})


@blueprint.post("/nueva")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def invite() -> Answer:
    """Open an account and send its holder the invitation."""
    read = read_input(request.form, InvitationInput(), _details(AccountDetails))
    if read.details is None:
        return _page(None, request.form, read.errors), 422
    sent, refused = saved(lambda: managing.invite(read.details, officer=current_officer(), at=now()))
    return (_page(None, request.form, refused), 422) if sent is None else tell_sent(sent)


@blueprint.get("/<int:account_id>/editar")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def edit(account_id: int) -> str:
    """Show the form of an account as kept."""
    account = managing.get_managed(account_id, officer=current_officer())
    return _page(account, editing.opened(_filled(account), FIELDS, account.version), {})


@blueprint.post("/<int:account_id>/editar")
@proved
@permits(Act.MANAGE_ACCOUNTS)
def change(account_id: int) -> Answer:
    """Save the account; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    account = managing.get_managed(account_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(account),
            fields=FIELDS,
            kept=_filled(account),
            read=_read,
            save=lambda details, version: managing.change_account(
                account_id, details, version=version, officer=officer, at=now()
            ),
            page=lambda form, errors, _found: _page(account, form, errors),
        )
    )


def _read(form: Form) -> Read:
    return read_input(form, AccountInput(), _details(AccountChange))


def _details(kind: type[AccountDetails] | type[AccountChange]) -> Any:
    """Makes the details of a service from what the schema read."""
    return lambda scopes, **facts: kind(scopes=tuple(Scope(*scope) for scope in scopes), **facts)


def _filled(account: Account) -> Form:
    return fill(AccountOutput(only=NAMES).dump(account), NAMES)


def _edited(account: Account) -> Edited:
    return Edited(
        subject="account",
        subject_id=account.id,
        title=account.full_name,
        action=url_for("account_forms.change", account_id=account.id),
        back=url_for("accounts.show", account_id=account.id),
        version=account.version,
    )


def _page(account: Account | None, form: Form, errors: Errors) -> str:
    officer = current_officer()
    return render_template(
        "accounts/account_form.html",
        shown=account,
        form=form,
        errors=name_missing(errors, LABELS),
        roles=[(role.value, role.label) for role in grantable_roles(officer)],
        offices=_offices(officer),
        may_give=reach_of(officer, Act.MANAGE_ACCOUNTS).is_nation,
    )


def _offices(officer: Account) -> list[tuple[int, str]]:
    extent = reach_of(officer, Act.MANAGE_ACCOUNTS)
    return [(one.id, one.name) for one in list_offices() if extent.covers(Owner(office_id=one.id, region=one.region))]


def _office_names() -> dict[str, str]:
    return {str(office.id): office.name for office in list_offices()}
