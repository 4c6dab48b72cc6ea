"""The procedures, as data: what no norm settles here is the administrator's to enter and is told as to be confirmed."""

from registry.procedures import parts
from registry.procedures.procedure import Procedure
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole
from registry.vocabulary.procedures import CaseEffect, Filer, OpinionKind, ProcedureCode, ProcedureDetail

DECIDERS = (Role.CHIEF, Role.REGISTRY_OFFICER)
GENERAL = {ProcedureDetail.TERM: "procedure_term", ProcedureDetail.CURE_TERM: "observation_cure_term"}
FIRST = (parts.RUC, parts.INSTITUTION, parts.CONTACT)
LAST = (parts.DOCUMENTS, parts.DECLARATION)
RENEWING = (parts.CONTACT, parts.CHANGES)

CATALOGUE = {
    procedure.code: procedure
    for procedure in (
        Procedure(
            ProcedureCode.PUBLIC_UNIT,
            InstitutionRole.BENEFICIARY_UNIT,
            "Para que una entidad pública reciba a personas que prestan servicio a la comunidad.",
            ("art. 34.1 CP", "arts. 243-249 RCEP", "4.ª disposición final DLEG 1343"),
            Filer.ANYBODY,
            (*FIRST, parts.SITES, parts.VACANCIES, *LAST),
            (parts.TAXPAYER, parts.APPOINTMENT, parts.FREE_SERVICE, parts.TRUTH),
            DECIDERS,
            CaseEffect.REGISTER,
            GENERAL,
            is_declarative=True,
            nature=InstitutionNature.PUBLIC,
        ),
        Procedure(
            ProcedureCode.PRIVATE_UNIT,
            InstitutionRole.BENEFICIARY_UNIT,
            "Para que una institución privada con fin asistencial o social reciba a personas que prestan servicio.",
            ("art. 34.2 CP", "arts. 243-249 RCEP"),
            Filer.ANYBODY,
            (*FIRST, parts.SITES, parts.VACANCIES, *LAST),
            (
                parts.TAXPAYER,
                parts.STATUTES,
                parts.APPOINTMENT,
                parts.SITE_PHOTO,
                parts.FREE_SERVICE,
                parts.TRUTH,
            ),
            DECIDERS,
            CaseEffect.REGISTER,
            GENERAL,
            needs_visit=True,
            nature=InstitutionNature.PRIVATE_SOCIAL,
        ),
        Procedure(
            ProcedureCode.UNIT_RENEWAL,
            InstitutionRole.BENEFICIARY_UNIT,
            "Para seguir recibiendo a personas cuando la inscripción está por vencer.",
            ("arts. 243-249 RCEP",),
            Filer.REGISTERED,
            (*RENEWING, *LAST),
            (parts.TAXPAYER, parts.FREE_SERVICE, parts.TRUTH),
            DECIDERS,
            CaseEffect.RENEW,
            GENERAL,
        ),
        Procedure(
            ProcedureCode.RELIGIOUS_GROUP,
            InstitutionRole.RELIGIOUS_GROUP,
            "Para dar asistencia religiosa en establecimientos penitenciarios.",
            ("arts. 103-104 CEP", "arts. 148-151 RCEP", "arts. 6, 12 y 15 REL"),
            Filer.ANYBODY,
            (*FIRST, parts.RELIGIOUS, parts.PRISONS, parts.AGENTS, *LAST),
            (parts.TAXPAYER, parts.REPRESENTATION, parts.DESIGNATION, parts.TRUTH),
            DECIDERS,
            CaseEffect.REGISTER,
            GENERAL | {ProcedureDetail.VALIDITY: "religious_authorisation_validity"},
            nature=InstitutionNature.RELIGIOUS,
        ),
        Procedure(
            ProcedureCode.RELIGIOUS_RENEWAL,
            InstitutionRole.RELIGIOUS_GROUP,
            "Para renovar cada año la autorización y las credenciales.",
            ("art. 6 REL", "arts. 148-151 RCEP"),
            Filer.REGISTERED,
            (*RENEWING, parts.AGENTS, *LAST),
            (parts.DESIGNATION, parts.TRUTH),
            DECIDERS,
            CaseEffect.RENEW,
            GENERAL | {ProcedureDetail.VALIDITY: "religious_authorisation_validity"},
        ),
        Procedure(
            ProcedureCode.COMPANY,
            InstitutionRole.COMPANY,
            "Para que una persona natural o jurídica dé trabajo en los penales con Cárceles Productivas.",
            ("DLEG 1343", "DS 025-2017-JUS"),
            Filer.ANYBODY,
            (*FIRST, parts.COMPANY, parts.INTEGRITY, *LAST),
            (parts.TAXPAYER, parts.APPOINTMENT, parts.INTEGRITY_DECLARED, parts.TRUTH),
            DECIDERS,
            CaseEffect.REGISTER,
            GENERAL,
            nature=InstitutionNature.PRIVATE_BUSINESS,
        ),
        Procedure(
            ProcedureCode.COMPANY_RENEWAL,
            InstitutionRole.COMPANY,
            "Para seguir en el registro de Cárceles Productivas.",
            ("DLEG 1343", "DS 025-2017-JUS"),
            Filer.REGISTERED,
            (*RENEWING, parts.INTEGRITY, *LAST),
            (parts.TAXPAYER, parts.INTEGRITY_DECLARED, parts.TRUTH),
            DECIDERS,
            CaseEffect.RENEW,
            GENERAL,
        ),
        Procedure(
            ProcedureCode.ACTIVITY_PROPOSAL,
            InstitutionRole.COMPANY,
            "Para proponer una actividad productiva en un penal, con su plan de trabajo inicial.",
            ("arts. 25-31 y 39.2 RPROD",),
            Filer.REGISTERED,
            (parts.CONTACT, parts.ACTIVITY, parts.WORK_PLAN, *LAST),
            (parts.PLAN, parts.TRUTH),
            DECIDERS,
            CaseEffect.DRAFT_AGREEMENT,
            GENERAL,
            opinions=(OpinionKind.TECHNICAL, OpinionKind.LEGAL),
        ),
        Procedure(
            ProcedureCode.SOCIAL_HELP,
            InstitutionRole.SOCIAL_HELP,
            "Para figurar en el directorio de ayuda a personas privadas de libertad y liberadas.",
            ("DLEG 1328, funciones, v)",),
            Filer.ANYBODY,
            (*FIRST, parts.HELP, *LAST),
            (parts.TAXPAYER, parts.APPOINTMENT, parts.TRUTH),
            DECIDERS,
            CaseEffect.REGISTER,
            GENERAL,
        ),
        Procedure(
            ProcedureCode.SOCIAL_HELP_RENEWAL,
            InstitutionRole.SOCIAL_HELP,
            "Para seguir en el directorio de ayuda.",
            ("DLEG 1328, funciones, v)",),
            Filer.REGISTERED,
            (*RENEWING, *LAST),
            (parts.TRUTH,),
            DECIDERS,
            CaseEffect.RENEW,
            GENERAL,
        ),
        Procedure(
            ProcedureCode.REGISTRATION_WITHDRAWAL,
            None,
            "Para que la institución deje el registro.",
            ("LPAG, desistimiento",),
            Filer.REGISTERED,
            (parts.CONTACT, parts.WITHDRAWAL, parts.DECLARATION),
            (parts.TRUTH,),
            DECIDERS,
            CaseEffect.WITHDRAW,
            GENERAL,
        ),
        Procedure(
            ProcedureCode.RECONSIDERATION,
            None,
            "Para que la misma autoridad vuelva a mirar una resolución, con nueva prueba.",
            ("art. 207 LPAG",),
            Filer.APPLICANT,
            (parts.GROUNDS, *LAST),
            (parts.CONTESTED, parts.TRUTH),
            DECIDERS,
            CaseEffect.DECIDE_AGAIN,
            GENERAL | {ProcedureDetail.TERM: "reconsideration_decision_term"},
        ),
    )
}


def get_procedure(code: ProcedureCode) -> Procedure:
    """The procedure with this code."""
    return CATALOGUE[code]


#: Which procedure renews a registration.
RENEWALS = {
    procedure.role: procedure.code
    for procedure in CATALOGUE.values()
    if procedure.effect is CaseEffect.RENEW and procedure.role is not None
}
