"""Legal thresholds and terms, each with its article and the dates between which it binds.

A fact is judged by the text in force on its day. `to_confirm` marks what was read in a
norm that a later one, not seen, may have displaced (the rules of RCEP 243–269, which
DLEG 1191 and DS 004-2016-JUS outrank), and figures of texts no longer in force. How many
attendances are missed is no law but an assumption about it, used only to warn; so is,
until a norm says it, how attended hours become jornadas, how often resistance must be
repeated, after how long staying away is abandonment (INPE's bulletins count two
months), how soon a month's sheet must come, how far back a unit notes for itself, and
how soon an application to work is evaluated, for which RPROD sets no term.
The most jornadas of a converted penalty follow from its years: 365 days each, seven a
jornada. What the Código de Ejecución Penal said of redemption before 2023, and minimum
wages, which are not of this law, are marked too.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NormStatus(StrEnum):
    """How sure the figure is."""

    NORM = "norm"
    TO_CONFIRM = "to_confirm"


class NoNormInForce(LookupError):
    """No norm with this code binds on this day."""

    def __init__(self, code: str, day: date) -> None:
        self.code = code
        self.day = day
        super().__init__(f"{code} on {day}")


@dataclass(frozen=True, slots=True)
class Norm:
    """One figure of the law; `article` is its printed reference, `valid_to` its last day or None."""

    code: str
    article: str
    value: int
    unit: str
    valid_from: date
    status: NormStatus = NormStatus.NORM
    valid_to: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether the figure binds on *day*, its first and last days included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


PENAL_CODE = date(1991, 4, 9)  # DLEG 635, published on 8 April 1991
EXECUTION_RULES = date(2003, 9, 12)  # RCEP, DS 015-2003-JUS, published on 11 September 2003
CRIMINAL_PROCEDURE = date(2004, 7, 30)  # NCPP, DLEG 957, published on 29 July 2004; it came to each district later
MISDEMEANOUR_REFORM = date(2013, 8, 20)  # Ley 30076, published on 19 August 2013
LAST_DAY_OF_OLD_PENALTIES = date(2015, 8, 22)
LIMITATIVE_PENALTIES = date(2015, 8, 23)  # DLEG 1191, published on 22 August 2015
FOUR_YEARS = date(2010, 1, 20)  # Ley 29499, published on 19 January 2010
LAST_DAY_OF_FOUR_YEARS = date(2023, 11, 22)
FIVE_YEARS = date(2023, 11, 23)  # DLEG 1585, published on 22 November 2023
PROCEDURE_TUO_2019 = date(2019, 1, 26)  # LPAG, DS 004-2019-JUS, published on 25 January 2019
PROCEDURE_TUO_2026 = date(2026, 5, 1)  # LPAG, DS 006-2026-JUS, published on 30 April 2026
LAST_DAY_OF_TUO_2019 = date(2026, 4, 30)
RELIGIOUS_FREEDOM_RULES = date(2016, 7, 20)  # REL, DS 006-2016-JUS, published on 19 July 2016
EXECUTION_REFORM = date(2016, 12, 31)  # DLEG 1296, published on 30 December 2016
PRODUCTIVE_PRISONS = date(2017, 1, 8)  # PROD, DLEG 1343, published on 7 January 2017
REDEMPTION_REFORM = date(2026, 2, 13)  # DLEG 1737, published on 12 February 2026
DATA_PROTECTION_RULES = date(2025, 3, 30)  # RPDP, DS 016-2024-JUS, in force 120 days after 30 November 2024

CONFIRM = NormStatus.TO_CONFIRM

NORMS = (
    Norm("weekly_service_hours", "art. 34 CP", 10, "hours", PENAL_CODE, CONFIRM, LAST_DAY_OF_OLD_PENALTIES),
    Norm("weekly_service_hours", "art. 34.3 CP", 10, "hours", LIMITATIVE_PENALTIES),
    Norm("autonomous_jornadas_min", "art. 34 CP", 10, "jornadas", PENAL_CODE, CONFIRM, LAST_DAY_OF_OLD_PENALTIES),
    Norm("autonomous_jornadas_min", "art. 34.5 CP", 10, "jornadas", LIMITATIVE_PENALTIES),
    Norm("autonomous_jornadas_max", "art. 34 CP", 156, "jornadas", PENAL_CODE, CONFIRM, LAST_DAY_OF_OLD_PENALTIES),
    Norm("autonomous_jornadas_max", "art. 34.5 CP", 156, "jornadas", LIMITATIVE_PENALTIES),
    Norm("hours_per_credited_jornada", "art. 34.3 CP", 10, "hours", PENAL_CODE, CONFIRM),
    Norm("credited_jornadas_per_week", "art. 34.3 CP", 1, "jornadas", PENAL_CODE, CONFIRM),
    Norm("weekly_free_day_hours_max", "art. 35.1 CP", 10, "hours", LIMITATIVE_PENALTIES),
    Norm("free_day_jornadas_min", "art. 35 CP", 10, "jornadas", LIMITATIVE_PENALTIES),
    Norm("free_day_jornadas_max", "art. 35 CP", 156, "jornadas", LIMITATIVE_PENALTIES),
    Norm("converted_prison_years_max", "art. 52 CP", 4, "years", FOUR_YEARS, CONFIRM, LAST_DAY_OF_FOUR_YEARS),
    Norm("converted_prison_years_max", "art. 52 CP", 5, "years", FIVE_YEARS),
    Norm("converted_jornadas_min", "art. 52 CP", 1, "jornadas", PENAL_CODE),
    Norm("converted_jornadas_max", "art. 52 CP", 208, "jornadas", FOUR_YEARS, CONFIRM, LAST_DAY_OF_FOUR_YEARS),
    Norm("converted_jornadas_max", "art. 52 CP", 260, "jornadas", FIVE_YEARS),
    Norm("prison_days_per_jornada", "art. 52 CP", 7, "prison days", PENAL_CODE),
    Norm("prison_days_per_served_jornada", "art. 53 CP", 7, "prison days", PENAL_CODE),
    Norm("prison_days_per_unserved_jornada", "art. 55 CP", 1, "prison days", date(2006, 5, 10)),
    Norm("fine_days_per_jornada", "art. 56 CP", 7, "fine days", PENAL_CODE),
    Norm("interrupted_prescription_extension", "art. 87 CP", 50, "per cent of the term", PENAL_CODE, CONFIRM),
    Norm("misdemeanour_prescription_years", "art. 440.5 CP", 1, "years", MISDEMEANOUR_REFORM),
    Norm("repeated_misdemeanour_prescription_years", "art. 440.5 CP", 2, "years", MISDEMEANOUR_REFORM),
    Norm("serious_misdemeanour_prescription_years", "art. 440.5 CP", 3, "years", MISDEMEANOUR_REFORM),
    Norm("repeated_misdemeanour_maximum_factor", "art. 440.7 CP", 2, "times", MISDEMEANOUR_REFORM),
    Norm("interview_term", "art. 255 RCEP", 10, "business days", EXECUTION_RULES, CONFIRM),
    Norm("judge_report_interval", "art. 262 RCEP", 1, "months", EXECUTION_RULES, CONFIRM),
    Norm("attendance_sheet_interval", "art. 263 RCEP", 1, "months", EXECUTION_RULES, CONFIRM),
    Norm("attendance_sheet_term", "art. 263 RCEP", 5, "business days", EXECUTION_RULES, CONFIRM),
    Norm("unit_recording_term", "art. 263 RCEP", 7, "days", EXECUTION_RULES, CONFIRM),
    Norm("consecutive_absences", "art. 267 RCEP", 2, "days", EXECUTION_RULES, CONFIRM),
    Norm("alternate_absences", "art. 267 RCEP", 3, "days in a month", EXECUTION_RULES, CONFIRM),
    Norm("resistance_repeats", "art. 266 RCEP", 2, "times after a written warning", EXECUTION_RULES, CONFIRM),
    Norm("abandonment_term", "art. 266 RCEP", 2, "months without attending", EXECUTION_RULES, CONFIRM),
    Norm("expected_absences", "art. 267 RCEP", 15, "per cent of attendances", LIMITATIVE_PENALTIES, CONFIRM),
    Norm("explanation_term", "art. 269 RCEP", 10, "business days", EXECUTION_RULES, CONFIRM),
    Norm("incident_decision_term", "art. 491 NCPP", 5, "days", CRIMINAL_PROCEDURE),
    Norm("notification_term", "art. 24.1 LPAG", 5, "business days", PROCEDURE_TUO_2019, CONFIRM, LAST_DAY_OF_TUO_2019),
    Norm("notification_term", "art. 24 LPAG", 5, "business days", PROCEDURE_TUO_2026),
    Norm(
        "observation_cure_term",
        "art. 136.1 LPAG",
        2,
        "business days",
        PROCEDURE_TUO_2019,
        CONFIRM,
        LAST_DAY_OF_TUO_2019,
    ),
    Norm("observation_cure_term", "art. 125.1 LPAG", 2, "business days", PROCEDURE_TUO_2026),
    Norm("procedure_term", "art. 35 LPAG", 30, "business days", PROCEDURE_TUO_2026, CONFIRM),
    Norm("reconsideration_filing_term", "art. 207.2 LPAG", 15, "business days", PROCEDURE_TUO_2026),
    Norm("reconsideration_decision_term", "art. 207.2 LPAG", 15, "business days", PROCEDURE_TUO_2026),
    Norm("pastoral_credential_validity", "art. 6 REL", 12, "months", RELIGIOUS_FREEDOM_RULES),
    Norm("religious_authorisation_validity", "art. 6 REL", 12, "months", RELIGIOUS_FREEDOM_RULES, CONFIRM),
    Norm("work_evaluation_term", "art. 20 RPROD", 10, "business days", PRODUCTIVE_PRISONS, CONFIRM),
    Norm("prison_work_day_hours_min", "art. 175 RCEP", 4, "hours", EXECUTION_RULES, CONFIRM),
    Norm("prison_work_daily_hours_max", "art. 177 RCEP", 8, "hours", EXECUTION_RULES, CONFIRM),
    Norm(
        "redemption_ratio_minimum", "art. 44 CEP", 2, "days of work", EXECUTION_REFORM, CONFIRM, LAST_DAY_OF_FOUR_YEARS
    ),
    Norm("redemption_ratio_minimum", "art. 49 CEP", 1, "days of work", FIVE_YEARS, CONFIRM),
    Norm(
        "redemption_ratio_medium", "art. 44 CEP", 2, "days of work", EXECUTION_REFORM, CONFIRM, LAST_DAY_OF_FOUR_YEARS
    ),
    Norm("redemption_ratio_medium", "art. 49 CEP", 1, "days of work", FIVE_YEARS, CONFIRM),
    Norm("redemption_ratio_maximum", "art. 49 CEP", 4, "days of work", EXECUTION_REFORM),
    Norm("redemption_ratio_special_c", "art. 49 CEP", 5, "days of work", EXECUTION_REFORM),
    Norm("redemption_ratio_special_b", "art. 49 CEP", 6, "days of work", EXECUTION_REFORM),
    Norm("redemption_ratio_special_a", "art. 49 CEP", 7, "days of work", EXECUTION_REFORM),
    Norm("redemption_ratio_recidivist", "art. 51 CEP", 7, "days of work", REDEMPTION_REFORM),
    Norm("redemption_ratio_organised_crime", "art. 51 CEP", 0, "days of work", REDEMPTION_REFORM),
    Norm(
        "minimum_wage",
        "art. 1 DS 004-2018-TR",
        93_000,
        "céntimos a month",
        date(2018, 4, 1),
        CONFIRM,
        date(2022, 4, 30),
    ),
    Norm(
        "minimum_wage",
        "art. 1 DS 003-2022-TR",
        102_500,
        "céntimos a month",
        date(2022, 5, 1),
        CONFIRM,
        date(2024, 12, 31),
    ),
    Norm("minimum_wage", "art. 1 DS 006-2024-TR", 113_000, "céntimos a month", date(2025, 1, 1), CONFIRM),
    Norm("prison_pay_base_floor", "art. 2 DS 007-2003-JUS", 40, "per cent of the wage", EXECUTION_RULES, CONFIRM),
    Norm("prison_pay_operator_share", "art. 14 DLEG 1343", 10, "per cent of the base", PRODUCTIVE_PRISONS),
    Norm("prison_pay_reparation_share", "art. 14 DLEG 1343", 20, "per cent of the income", PRODUCTIVE_PRISONS),
    Norm("prison_pay_instalments", "art. 75.2 CEP", 6, "months", EXECUTION_RULES),
    Norm("training_subsidy", "art. 27 DLEG 1343", 50, "per cent of the wage", PRODUCTIVE_PRISONS),
    Norm("personal_data_information_term", "art. 69 RPDP", 8, "business days", DATA_PROTECTION_RULES),
    Norm("personal_data_access_term", "art. 69 RPDP", 20, "business days", DATA_PROTECTION_RULES),
    Norm("personal_data_rectification_term", "art. 69 RPDP", 10, "business days", DATA_PROTECTION_RULES),
    Norm("audit_retention", "art. 46 RPDP", 2, "years", DATA_PROTECTION_RULES),
    Norm("privilege_review_interval", "art. 46 RPDP", 6, "months", DATA_PROTECTION_RULES),
    Norm("incident_notice_term", "art. 34 RPDP", 48, "hours", DATA_PROTECTION_RULES),
)


def norm_at(code: str, day: date) -> Norm:
    """The norm with this code that binds on *day*.

    Raises:
        NoNormInForce: None does, or no norm has this code.
    """
    for norm in NORMS:
        if norm.code == code and norm.is_in_force(day):
            return norm
    raise NoNormInForce(code, day)


def value_at(code: str, day: date) -> int:
    """The figure that binds on *day*.

    Raises:
        NoNormInForce: None does, or no norm has this code.
    """
    return norm_at(code, day).value
