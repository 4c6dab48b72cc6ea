import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import Account, AuditEntry, CaseFile
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.telling.issuing import list_documents, open_document
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import ProcedureCode
from tests.factories.accounts import make_chief
from tests.factories.institutions import make_registration
from tests.factories.procedures import bearer_of, make_filed, make_manager
from tests.registry.services.procedures.reviewed import make_desk_chief


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


@pytest.fixture
def case(chief: Account) -> CaseFile:
    make_filed(on=today())
    return make_filed(on=today())


def test_the_receipt_names_the_chief_of_the_office(chief: Account, case: CaseFile) -> None:
    (receipt,) = list_documents(case.id, by=bearer_of(case))

    assert (receipt.kind, receipt.case_file_id) == (LetterKind.FILING_RECEIPT, case.id)
    assert (receipt.signatory_name, receipt.signatory_post) == (chief.full_name, chief.post)
    assert open_document(receipt.id, by=bearer_of(case)).pdf.startswith(b"%PDF-")


def test_an_office_without_address_keeps_nobody_from_filing(app: Flask) -> None:
    make_chief()

    filed = make_filed(on=today())

    assert filed.filed_on == today()
    assert list_documents(filed.id, by=bearer_of(filed)) == []


def test_nobody_opens_the_document_of_another_s_file(case: CaseFile) -> None:
    other = make_filed(on=today())
    (receipt,) = list_documents(case.id, by=bearer_of(case))

    with pytest.raises(NotFound):
        open_document(receipt.id, by=bearer_of(other))
    with pytest.raises(NotFound):
        list_documents(case.id, by=bearer_of(other))


def test_the_institution_s_account_reads_what_its_files_brought(chief: Account) -> None:
    registration = make_registration()
    own, stranger = make_manager(registration.institution), make_manager(make_registration().institution)
    case = _withdrawal(registration.id, own)

    assert [one.kind for one in list_documents(case.id, by=own)] == [LetterKind.FILING_RECEIPT]
    with pytest.raises(NotFound):
        list_documents(case.id, by=stranger)


def _withdrawal(registration_id: int, account: Account) -> CaseFile:
    by = Applicant(account=account)
    return make_filed(ProcedureCode.REGISTRATION_WITHDRAWAL, by=by, on=today(), registration_id=registration_id)


def test_an_officer_s_look_is_noted(chief: Account, case: CaseFile) -> None:
    (receipt,) = list_documents(case.id, by=chief)

    open_document(receipt.id, by=chief)

    with reading() as session:
        looks = select(AuditEntry).where(AuditEntry.action == AuditAction.EXPORTED)
        assert [(one.subject, one.subject_id) for one in session.scalars(looks)] == [("document", receipt.id)]


def test_an_officer_of_elsewhere_reads_none(case: CaseFile) -> None:
    far = make_desk_chief(ubigeo="150101", latitude=-12.05, longitude=-77.04, region="lima")

    with pytest.raises(NotFound):
        list_documents(case.id, by=far)
