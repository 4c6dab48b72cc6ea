"""What units of each kind offer: tasks with their duties, the skills they ask for and what they demand."""

from dataclasses import dataclass

from registry.vocabulary.institutions import Task, UnitKind, WorkDemand
from registry.vocabulary.people import Skill

MORNING, AFTERNOON = (8 * 60, 13 * 60), (14 * 60, 19 * 60)
SHORT_MORNING, SHORT_AFTERNOON = (8 * 60, 12 * 60), (13 * 60, 17 * 60)


@dataclass(frozen=True)
class Offering:
    """A task as a unit describes it; empty duties mean that it is not specific."""

    task: Task
    duties: str = ""
    skills: tuple[Skill, ...] = ()
    demands: tuple[WorkDemand, ...] = ()


GREEN = Offering(
    Task.GREEN_AREAS,
    "Regar, desyerbar y podar los jardines y áreas verdes.",
    (Skill.GARDENING,),
    (WorkDemand.OUTDOORS, WorkDemand.LONG_STANDING),
)
CLEANING = Offering(
    Task.CLEANING, "Limpiar aulas, pasadizos y servicios.", (Skill.CLEANING,), (WorkDemand.LONG_STANDING,)
)
PAINTING = Offering(
    Task.PAINTING,
    "Lijar y pintar muros y rejas.",
    (Skill.PAINTING,),
    (WorkDemand.HEIGHTS, WorkDemand.DUST_OR_CHEMICALS),
)
ARCHIVE = Offering(Task.OFFICE_WORK, "Ordenar y rotular el archivo.", (Skill.OFFICE,), (WorkDemand.READING,))
GENERAL = Offering(Task.GENERAL)

OFFERINGS: dict[UnitKind, tuple[Offering, ...]] = {
    UnitKind.MUNICIPALITY: (
        GREEN,
        Offering(
            Task.STREET_CLEANING,
            "Barrer calles y separar residuos reciclables.",
            (Skill.CLEANING,),
            (WorkDemand.OUTDOORS, WorkDemand.LONG_STANDING),
        ),
        Offering(
            Task.MASONRY,
            "Reparar veredas y sardineles con la cuadrilla municipal.",
            (Skill.MASONRY,),
            (WorkDemand.HEAVY_LIFTING, WorkDemand.OUTDOORS),
        ),
        PAINTING,
        ARCHIVE,
        Offering(Task.WAREHOUSE, "Cargar y ordenar materiales.", (Skill.LOADING,), (WorkDemand.HEAVY_LIFTING,)),
        GENERAL,
    ),
    UnitKind.SCHOOL: (
        CLEANING,
        PAINTING,
        Offering(Task.CARPENTRY, "Reparar carpetas y puertas.", (Skill.CARPENTRY,), (WorkDemand.DUST_OR_CHEMICALS,)),
        Offering(Task.ELECTRICITY, "Revisar luminarias y tomacorrientes.", (Skill.ELECTRICITY,), (WorkDemand.HEIGHTS,)),
        GENERAL,
    ),
    UnitKind.HEALTH_POST: (
        CLEANING,
        GREEN,
        Offering(
            Task.HEALTH_SUPPORT,
            "Orientar a pacientes y llevar historias clínicas al archivo.",
            (Skill.NURSING, Skill.OFFICE),
            (WorkDemand.READING,),
        ),
        Offering(Task.PLUMBING, "Reparar caños y servicios.", (Skill.PLUMBING,), ()),
        GENERAL,
    ),
    UnitKind.SPORTS_GROUND: (GREEN, CLEANING, PAINTING, GENERAL),
    UnitKind.COMMUNAL_HALL: (
        CLEANING,
        Offering(Task.KITCHEN, "Ayudar en la preparación y el reparto de raciones.", (Skill.COOKING,), ()),
        Offering(Task.SEWING, "Remendar y confeccionar prendas para el taller vecinal.", (Skill.SEWING,), ()),
        GENERAL,
    ),
    UnitKind.PARISH: (
        Offering(Task.KITCHEN, "Preparar y servir el comedor social.", (Skill.COOKING,), (WorkDemand.LONG_STANDING,)),
        CLEANING,
        GENERAL,
    ),
    UnitKind.POLICE_STATION: (
        CLEANING,
        PAINTING,
        Offering(Task.COMPUTING, "Mantener equipos de cómputo.", (Skill.COMPUTING,), (WorkDemand.READING,)),
        GENERAL,
    ),
}
