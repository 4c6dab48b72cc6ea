from registry.services.accounts.accounts import Account
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit


def test_a_unit_of_which_little_is_known_is_told_so(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)

    page = browser.get(f"/unidades/{unit.id}/cumplimiento")

    assert "muy poco registrado" in page
    assert "0 de 0; se toma en cuenta desde 3" in page


def test_the_unit_s_page_leads_to_it(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)

    assert f"/unidades/{unit.id}/cumplimiento" in browser.get(f"/unidades/{unit.id}")


def test_another_office_s_unit_is_not_there(browser: Browser, officer: Account):
    assert browser.get(f"/unidades/{make_unit(officer=make_officer()).id}/cumplimiento", status=404)
