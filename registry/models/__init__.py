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
from registry.models.attendance.attendance_entry import AttendanceEntry
from registry.models.attendance.attendance_sheet import AttendanceSheet, SheetTyping
from registry.models.attendance.breach_alert import BreachAlert
from registry.models.documents.attachment import Attachment
from registry.models.documents.document import Document
from registry.models.institutions.beneficiary_unit import BeneficiaryUnit
from registry.models.institutions.institution import Institution
from registry.models.institutions.registration import Registration
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
from registry.models.rounds.decision import Decision
from registry.models.rounds.instruction import Instruction
from registry.models.rounds.proposal import Proposal
from registry.models.rounds.round import Round
from registry.models.rounds.worker import Worker

__all__ = [
    "Account",
    "AccountScope",
    "ApiToken",
    "Attachment",
    "AttendanceEntry",
    "AttendanceSheet",
    "AuditEntry",
    "AuditHead",
    "BeneficiaryUnit",
    "BreachAlert",
    "CourtOrder",
    "DataRequest",
    "Decision",
    "Document",
    "FailedTries",
    "Incident",
    "IndividualPlan",
    "Institution",
    "Instruction",
    "Office",
    "OneTimeLink",
    "OutgoingMail",
    "ParkedForm",
    "Person",
    "PersonalCode",
    "Placement",
    "PlacementEvent",
    "PlacementWeek",
    "Preference",
    "PrivilegeReview",
    "Proposal",
    "RecoveryCode",
    "Registration",
    "Round",
    "SecondFactor",
    "Sentence",
    "SheetTyping",
    "SignInSession",
    "StartStep",
    "Vacancy",
    "VacancyShift",
    "Worker",
]
