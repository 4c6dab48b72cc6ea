"""The four registries on phones: filed, observed, cured, approved, at work, renewed and expired, through real mail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from registry.procedures.catalogue import get_procedure
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.procedures import ProcedureCode
from tests.browser import case_chapters, case_desk, chapters, registry_chapters
from tests.browser.calendar import Service, travelling_service
from tests.browser.case_chapters import Filed, Filer, Page
from tests.browser.case_desk import Officer
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.desk import Desk
from tests.browser.looking import Looker
from tests.factories.institutions import ruc
from tests.mailboxes import LINK, Mailbox, receiving
from tests.programs import eventually

pytestmark = pytest.mark.acceptance

#: How long what is approved lasts at first, and then; what is left when the renewal is asked for.
FIRST, THEN, LEFT = timedelta(days=70), timedelta(days=120), timedelta(days=25)
REMARK = "No se lee bien. Preséntelo otra vez."
NO_TIME = timedelta()
UNIT, GROUP = InstitutionRole.BENEFICIARY_UNIT, InstitutionRole.RELIGIOUS_GROUP
COMPANY, HELP = InstitutionRole.COMPANY, InstitutionRole.SOCIAL_HELP
ONE_DAY, LONG_SIGNED_IN = timedelta(days=1), timedelta(minutes=20)


@dataclass(frozen=True)
class Observed:
    """What is observed, by its name, and how the institution cures it."""

    name: str
    cure: Callable[[Desk, Filed], None]


@dataclass(frozen=True)
class Cast:
    """Who takes part in a story, each with a phone, and the service whose calendar it turns."""

    service: Service
    mailbox: Mailbox
    applicant: Desk
    visitor: Desk
    officer: Officer
    chief: Officer
    others: OpenPage

    def another(self, username: str) -> Officer:
        """One more officer, signed in."""
        officer = Officer(Desk(self.others(PHONE), "", self.visitor.look), username)
        officer.sign_in()
        return officer

    def letters_to(self, address: str) -> list[str]:
        """Subjects and texts of what arrived at somebody's address."""
        return [_text_of(letter) for letter in self.mailbox.letters if letter["To"] == address]

    def invitation_of(self, filer: Filer) -> str:
        """Path of the link with which the institution's account is opened."""
        text = self.await_letter(filer.email, "/invitacion/")
        link = next(link for link in LINK.findall(text) if "/invitacion/" in link)
        return "/" + link.split("/", 3)[3]

    def await_letter(self, address: str, words: str) -> str:
        """The text of the letter that says so, once it arrived."""
        eventually(lambda: any(words in text for text in self.letters_to(address)), f"a letter with «{words}»")
        return next(text for text in self.letters_to(address) if words in text)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with receiving() as mailbox:
        yield mailbox


@pytest.fixture
def service(built_registry: Path, tmp_path: Path, mailbox: Mailbox) -> Iterator[Service]:
    """A service of the story's own, which sends real mail."""
    told = {"REINSERTA_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}"}
    with travelling_service(built_registry, tmp_path / "service", told) as service:
        yield service


@pytest.fixture
def site(service: Service) -> str:
    """Where its pages are."""
    return service.address


@pytest.fixture
def cast(service: Service, mailbox: Mailbox, open_page: OpenPage) -> Cast:
    look = Looker()
    applicant, visitor, desk, chief = (Desk(open_page(PHONE), "", look) for _ in range(4))
    officer = Officer(desk, "registro.juliaca")
    return Cast(service, mailbox, applicant, visitor, officer, Officer(chief, "jefatura.juliaca"), open_page)


def decide(
    cast: Cast, number: str, lasts: timedelta, *, opinions: tuple[str, ...] = (), is_visited: bool = False
) -> date:
    """Review the whole file and approve it at the other desk, so that anybody can verify it; gives the last day."""
    case_desk.find_all_met(cast.officer, number)
    if is_visited:
        case_desk.visit(cast.officer, cast.service.today())
    cast.chief.sign_in()
    cast.service.let_pass(LONG_SIGNED_IN)
    cast.chief.open(number)
    case_desk.opine(cast.chief, *opinions)
    until = cast.service.today() + lasts
    code = case_desk.approve(cast.chief, until if lasts else None, is_proof_old=True)
    chapters.verify(cast.visitor, code)
    return until


def get_registered(cast: Cast, filer: Filer, observed: Observed) -> date:
    """From nothing to the registry, observed once and cured; gives the registration's last day."""
    filed = case_chapters.file(cast.applicant, filer)
    case_desk.observe(cast.officer, filed.number, observed.name, REMARK)
    cast.await_letter(filer.email, f"{filed.number} tiene observaciones")
    observed.cure(cast.applicant, filed)
    until = decide(cast, filed.number, FIRST, is_visited=filer.procedure is ProcedureCode.PRIVATE_UNIT)
    case_chapters.follow(cast.visitor, filed)
    cast.visitor.reads("Aprobado")
    case_desk.is_in_registry(cast.chief, filer.name, "Vigente")
    case_chapters.accept_invitation(cast.applicant, cast.invitation_of(filer))
    return until


def renew_and_expire(cast: Cast, filer: Filer, until: date) -> None:
    """Be reminded, renew before the last day, and let the next last day go by."""
    cast.service.go_to(until - LEFT)
    cast.await_letter(filer.email, "vence")
    case_chapters.sign_in(cast.applicant, filer)
    number = case_chapters.renew(cast.applicant, filer)
    case_desk.take(cast.officer, number)
    last = decide(cast, number, LEFT + THEN)
    cast.service.go_to(until + ONE_DAY)
    cast.chief.sign_in()
    case_desk.is_in_registry(cast.chief, filer.name, "Vigente")
    cast.service.go_to(last + ONE_DAY)
    cast.chief.sign_in()
    case_desk.is_in_registry(cast.chief, filer.name, "Vencida")


def test_a_unit_posts_a_vacancy_and_leaves_the_rounds_when_it_expires(cast: Cast, tmp_path: Path):
    pages = (case_chapters.SITE, case_chapters.TASK)
    filer = Filer("Albergue Ñandú de Juliaca", ruc(8_201), UNIT, ProcedureCode.PRIVATE_UNIT, pages, tmp_path)
    filer = replace(filer, purpose="Dar techo y comida a personas mayores")
    until = get_registered(cast, filer, paper_observed(filer, "site_photo"))

    vacancy = registry_chapters.offer_vacancy(cast.applicant, "Local principal")
    case_officer = cast.another("oficial.juliaca")
    assert vacancy in registry_chapters.openings_of_next_round(case_officer)
    renew_and_expire(cast, filer, until)
    assert vacancy not in registry_chapters.openings_of_next_round(case_officer)


def test_a_religious_group_credentials_its_agent_and_visits_a_prison(cast: Cast, tmp_path: Path):
    pages = (case_chapters.RELIGIOUS, case_chapters.PRISONS, case_chapters.AGENT)
    filer = Filer("Comunidad Luz del Ñuñoa", ruc(8_202), GROUP, ProcedureCode.RELIGIOUS_GROUP, pages, tmp_path)
    until = get_registered(cast, filer, paper_observed(filer, "designation"))

    registry_chapters.sign_credentials(cast.chief)
    registry_chapters.ask_for_visit(cast.applicant, cast.service.today() + timedelta(days=3))
    registry_chapters.approve_visit(cast.another("penal.juliaca"), filer.name)
    renew_and_expire(cast, filer, until)


def test_a_company_proposes_an_activity_and_agrees_on_it(cast: Cast, tmp_path: Path):
    pages = (case_chapters.COMPANY, case_chapters.INTEGRITY)
    filer = Filer("Tejidos Ñusta SAC", ruc(8_203), COMPANY, ProcedureCode.COMPANY, pages, tmp_path)
    until = get_registered(cast, filer, answers_observed("Empresa", Page({"Trabajadores que tiene hoy": "14"})))

    today = cast.service.today()
    number = registry_chapters.propose_activity(cast.applicant, filer, today + timedelta(days=30))
    case_desk.take(cast.officer, number)
    decide(cast, number, NO_TIME, opinions=registry_chapters.opinions_of(ProcedureCode.ACTIVITY_PROPOSAL))
    registry_chapters.conclude_agreement(cast.chief, filer, today, tmp_path)
    renew_and_expire(cast, filer, until)


def test_a_social_help_institution_stands_in_the_directory_until_it_expires(cast: Cast, tmp_path: Path):
    filer = Filer("Casa Ñawi de Juliaca", ruc(8_204), HELP, ProcedureCode.SOCIAL_HELP, (case_chapters.HELP,), tmp_path)
    filer = replace(filer, nature="Privada con fin asistencial o social", purpose="Ayudar a quien sale de un penal")
    until = get_registered(cast, filer, answers_observed("Servicios y cobertura", HELP_CURED))

    registry_chapters.is_in_directory(cast.visitor, filer.name, is_listed=True)
    renew_and_expire(cast, filer, until)
    registry_chapters.is_in_directory(cast.visitor, filer.name, is_listed=False)


#: The only thing that is answered otherwise; the rest stays as it was filled.
HELP_CURED = Page({"En qué consiste": "Orientación gratuita los martes, en el local"}, is_of_list=True)


def paper_observed(filer: Filer, code: str) -> Observed:
    """A paper is observed, and another is brought."""
    requirement = get_procedure(filer.procedure).requirement(code)
    return Observed(
        requirement.label, lambda desk, filed: case_chapters.cure_paper(desk, filer, filed, requirement, REMARK)
    )


def answers_observed(task: str, page: Page) -> Observed:
    """What was answered on a page is observed, and answered anew."""
    return Observed(task, lambda desk, filed: case_chapters.cure_answers(desk, filed, task, REMARK, page))


def _text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    return f"{letter['Subject']}\n{body.get_content() if body is not None else ''}"
