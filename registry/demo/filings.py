"""Acts about case files, as institutions and officers do them, each on its day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from registry.demo.answers import Filer, answers_of
from registry.demo.papers import paper_for
from registry.extensions.actor import acting
from registry.models import Account, CaseFile
from registry.procedures.catalogue import get_procedure
from registry.reference.holidays import ONE_DAY, is_business_day
from registry.services.accounts.accounts import actor_of
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing, papers
from registry.services.procedures.applying.tasks import WITH_FILES
from registry.services.procedures.decision import deciding, reviewing
from registry.services.procedures.decision.deciding import Decided
from registry.services.procedures.reading import get_case
from registry.services.procedures.telling import notices
from registry.vocabulary.procedures import CheckState, NoticeState, ProcedureCode

PURPOSE = "demostración"
MET_WORDS = "Cumple los requisitos de la norma, según lo presentado y lo consultado por la oficina."
ON_PAPER = "Cargo de notificación firmado en la sede"
A_YEAR = timedelta(days=364)


def working_day(day: date) -> date:
    """The day, or the last one before it on which offices work."""
    while not is_business_day(day):
        day -= ONE_DAY
    return day


@dataclass(frozen=True)
class Filings:
    """A desk: who reviews, who decides, and the day on which the demonstration is built."""

    officer: Account
    chief: Account
    on: date

    def ago(self, days: int) -> date:
        """A working day so many days ago, or shortly before."""
        return working_day(self.on - timedelta(days=days))

    def draft(self, procedure: ProcedureCode, filer: Filer, day: date) -> CaseFile:
        """A draft whose first two steps are answered."""
        case = filing.open_draft(procedure, key=f"demo-{filer.name}", by=Applicant(), on=day)
        by, answers = Applicant(case_file_id=case.id), answers_of(filer, day)
        for step in ("ruc", "institution"):
            case = filing.complete_step(case.id, step, answers[step], by=by)
        return case

    def file(
        self,
        procedure: ProcedureCode,
        filer: Filer,
        day: date,
        *,
        account: Account | None = None,
        registration_id: int | None = None,
    ) -> CaseFile:
        """A file with every answer and paper, presented on a day."""
        key = f"demo-{filer.name}-{procedure.value}"
        opener = Applicant(account=account)
        case = filing.open_draft(procedure, key=key, by=opener, on=day, registration_id=registration_id)
        by = opener if account is not None else Applicant(case_file_id=case.id)
        found, answers = get_procedure(procedure), answers_of(filer, day)
        for requirement in found.requirements:
            if requirement.evidence in WITH_FILES and not requirement.is_optional:
                paper = paper_for(requirement.evidence, f"{filer.value.name}: {requirement.label}")
                papers.attach(case.id, requirement.code, paper, by=by)
        for step in found.steps:
            filing.complete_step(case.id, step.code, answers[step.code], by=by)
        return filing.submit(case.id, by=by, on=day)

    def take(self, case: CaseFile, day: date) -> None:
        """The officer takes it up."""
        with self._working(self.officer):
            reviewing.take(case.id, version=self._version(case), officer=self.officer, on=day)

    def check(self, case: CaseFile, **observed: str) -> None:
        """Find every requirement met, but for those *observed* with a remark."""
        with self._working(self.officer):
            for requirement in get_procedure(case.procedure).requirements:
                remark = observed.get(requirement.code, "")
                state = CheckState.OBSERVED if remark else CheckState.MET
                version = self._version(case)
                reviewing.check(
                    case.id, requirement.code, state=state, remark=remark, version=version, officer=self.officer
                )

    def visit(self, case: CaseFile, day: date, words: str) -> None:
        """Note what the inspection found."""
        found = reviewing.Visit(day, words, is_favourable=True)
        with self._working(self.officer):
            reviewing.visit(case.id, found, version=self._version(case), officer=self.officer, on=day)

    def observe(self, case: CaseFile, day: date, **observed: str) -> None:
        """Take it, observe it, and have the applicant sign for the notice the day after."""
        self.take(case, day)
        self.check(case, **observed)
        with self._working(self.officer):
            reviewing.observe(case.id, version=self._version(case), officer=self.officer, on=day)
        self._deliver(case, min(day + ONE_DAY, self.on))

    def approve(self, case: CaseFile, day: date, *, valid_to: date | None = None) -> Decided:
        """Review it whole, with the opinions that it needs, and approve it."""
        self.take(case, day)
        self.check(case)
        with self._working(self.chief):
            for kind in get_procedure(case.procedure).opinions:
                opinion = reviewing.Opinion(kind, is_favourable=True, words="La propuesta es viable.")
                reviewing.opine(case.id, opinion, version=self._version(case), officer=self.chief, on=day)
            decided = deciding.approve(
                case.id, words=MET_WORDS, valid_to=valid_to, version=self._version(case), officer=self.chief, on=day
            )
        self._deliver(case, min(day + ONE_DAY, self.on))
        return decided

    def deny(self, case: CaseFile, day: date, words: str) -> None:
        """Take it and deny it."""
        self.take(case, day)
        with self._working(self.chief):
            deciding.deny(case.id, words=words, version=self._version(case), officer=self.chief, on=day)

    def _deliver(self, case: CaseFile, day: date) -> None:
        with self._working(self.officer):
            for notice in notices.list_notices(case.id, officer=self.officer):
                if notice.state is not NoticeState.RECEIVED:
                    notices.receive(notice.id, on=day, proof=ON_PAPER, officer=self.officer)

    def _version(self, case: CaseFile) -> int:
        return get_case(case.id, by=self.officer).file.version

    @contextmanager
    def _working(self, officer: Account) -> Iterator[None]:
        with acting(actor_of(officer, purpose=PURPOSE)):
            yield
