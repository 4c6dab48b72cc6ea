"""Tables and small predicates; no queries, no commits; one noun a file.

Importing this package makes every table known, for migrations and for relationships.
"""

from registry.models.accounts.account import Account
from registry.models.accounts.account_scope import AccountScope
from registry.models.accounts.api_token import ApiToken
from registry.models.accounts.audit_entry import AuditEntry, AuditHead
from registry.models.accounts.failed_tries import FailedTries
from registry.models.accounts.incident import Incident
from registry.models.accounts.office import Office
from registry.models.accounts.one_time_link import OneTimeLink
from registry.models.accounts.outgoing_mail import OutgoingMail
from registry.models.accounts.parked_form import ParkedForm
from registry.models.accounts.privilege_review import PrivilegeReview
from registry.models.accounts.second_factor import RecoveryCode, SecondFactor
from registry.models.accounts.sign_in_session import SignInSession
from registry.models.accounts.taken_request import TakenRequest
from registry.models.agreements.agreement import Agreement, AgreementObligation
from registry.models.attendance.attendance_entry import AttendanceEntry
from registry.models.attendance.attendance_sheet import AttendanceSheet, SheetTyping
from registry.models.attendance.breach_alert import BreachAlert
from registry.models.documents.attachment import Attachment
from registry.models.documents.document import Document
from registry.models.institutions.beneficiary_unit import BeneficiaryUnit
from registry.models.institutions.institution import Institution
from registry.models.institutions.planned_change import PlannedVacancyChange
from registry.models.institutions.registration import Registration
from registry.models.institutions.social_service import SocialService
from registry.models.institutions.vacancy import Vacancy, VacancyShift
from registry.models.people.court_order import CourtOrder
from registry.models.people.data_request import DataRequest
from registry.models.people.person import Person
from registry.models.people.personal_code import PersonalCode
from registry.models.people.preference import Preference
from registry.models.people.sentence import Sentence
from registry.models.placements.individual_plan import IndividualPlan
from registry.models.placements.placement import Placement, PlacementEvent
from registry.models.placements.placement_week import PlacementWeek
from registry.models.placements.start_step import StartStep
from registry.models.prison_work.activity import ProductiveActivity, WorkVacancy
from registry.models.prison_work.application import Induction, WorkApplication, WorkEvaluation
from registry.models.prison_work.assignment import (
    WorkAssignment,
    WorkDecision,
    WorkInstruction,
    WorkProposal,
    WorkRound,
)
from registry.models.prison_work.inmate import AlimonyOrder, Inmate, InmateStage
from registry.models.prison_work.pay import ArrearsPayment, ArrearsPlan, SettledPart, SettledPay, Settlement
from registry.models.prison_work.record import AuthorisedDay, WorkEntry, WorkSheet
from registry.models.prison_work.workshop import Pavilion, Workshop, WorkshopRoom
from registry.models.procedures.case_file import CaseCheck, CaseEvent, CaseFile
from registry.models.procedures.notice import Notice
from registry.models.procedures.procedure_setting import ClosedDay, ProcedureSetting, YearlySeries
from registry.models.procedures.upload import Upload, UploadPiece
from registry.models.religious.pastoral_agent import Credential, PastoralAgent
from registry.models.religious.prison_visit import PrisonRoom, PrisonVisit, VisitAttendance
from registry.models.rounds.decision import Decision
from registry.models.rounds.instruction import Instruction
from registry.models.rounds.proposal import Proposal
from registry.models.rounds.round import Round
from registry.models.rounds.worker import Worker

__all__ = [
    "Account",
    "AccountScope",
    "Agreement",
    "AgreementObligation",
    "AlimonyOrder",
    "ApiToken",
    "ArrearsPayment",
    "ArrearsPlan",
    "Attachment",
    "AttendanceEntry",
    "AttendanceSheet",
    "AuditEntry",
    "AuditHead",
    "AuthorisedDay",
    "BeneficiaryUnit",
    "BreachAlert",
    "CaseCheck",
    "CaseEvent",
    "CaseFile",
    "ClosedDay",
    "CourtOrder",
    "Credential",
    "DataRequest",
    "Decision",
    "Document",
    "FailedTries",
    "Incident",
    "IndividualPlan",
    "Induction",
    "Inmate",
    "InmateStage",
    "Institution",
    "Instruction",
    "Notice",
    "Office",
    "OneTimeLink",
    "OutgoingMail",
    "ParkedForm",
    "PastoralAgent",
    "Pavilion",
    "Person",
    "PersonalCode",
    "Placement",
    "PlacementEvent",
    "PlacementWeek",
    "PlannedVacancyChange",
    "Preference",
    "PrisonRoom",
    "PrisonVisit",
    "PrivilegeReview",
    "ProcedureSetting",
    "ProductiveActivity",
    "Proposal",
    "RecoveryCode",
    "Registration",
    "Round",
    "SecondFactor",
    "Sentence",
    "SettledPart",
    "SettledPay",
    "Settlement",
    "SheetTyping",
    "SignInSession",
    "SocialService",
    "StartStep",
    "TakenRequest",
    "Upload",
    "UploadPiece",
    "Vacancy",
    "VacancyShift",
    "VisitAttendance",
    "WorkApplication",
    "WorkAssignment",
    "WorkDecision",
    "WorkEntry",
    "WorkEvaluation",
    "WorkInstruction",
    "WorkProposal",
    "WorkRound",
    "WorkSheet",
    "WorkVacancy",
    "Worker",
    "Workshop",
    "WorkshopRoom",
    "YearlySeries",
]
