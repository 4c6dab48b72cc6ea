"""Synthetic people and sentences, drawn from INPE's bulletins; nobody of them exists."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from registry.demo.names import given_names, surname
from registry.demo.offices import Territory
from registry.demo.statistics import ages_of, offence_groups, schooling_in
from registry.reference.offences import get_offence, range_for
from registry.reference.places import District
from registry.services.people.details import PersonDetails, SentenceDetails
from registry.services.people.penalties import suggested_prescription
from registry.services.people.persons import register_person
from registry.services.people.sentences import register_sentence
from registry.vocabulary.institutions import WorkDemand
from registry.vocabulary.people import DocumentKind, Occupation, PenaltyOrigin, SentenceKind, Skill
from registry.vocabulary.shifts import Shift

#: Offences of each group: autonomous ones of the catalogue, or converted ones.
AUTONOMOUS: dict[str, tuple[str, ...]] = {
    "delito: CONTRA LA SEGURIDAD PUBLICA": ("274.1",) * 9 + ("274.2",),
    "delito: CONTRA LA FAMILIA": ("149.1",),
    "delito: CONTRA LA VIDA EL CUERPO Y LA SALUD": ("111.1",),
    "delito: CONTRA LA ADMINISTRACION PUBLICA": ("366", "368.2"),
    "delito: CONTRA LA LIBERTAD": ("163",),
    "delito: AMBIENTALES": ("304.2", "310"),
    "falta: CONTRA LA PERSONA": ("441.1", "441.1", "442.1", "442.2"),
    "falta: CONTRA EL PATRIMONIO": ("444", "444", "445"),
    "falta: CONTRA LA TRANQUILIDAD PUBLICA": ("452",),
    "falta: CONTRA LA SEGURIDAD PUBLICA": ("451",),
    "falta: CONTRA LAS BUENAS COSTUMBRES": ("450",),
}
CONVERTED: dict[str, tuple[str, ...]] = {
    "delito: CONTRA EL PATRIMONIO": ("185", "186", "190", "194", "205"),
    "delito: CONTRA LA VIDA EL CUERPO Y LA SALUD": ("122.1", "122-B", "124"),
    "delito: CONTRA LA LIBERTAD": ("151", "159"),
    "delito: CONTRA LA FE PUBLICA": ("art. 427",),
    "delito: ADUANEROS": ("art. 272",),
    "delito: OTROS": ("185",),
}
WEEKEND = (Shift.SATURDAY_AM, Shift.SATURDAY_PM, Shift.SUNDAY_AM, Shift.SUNDAY_PM)
EVENINGS_FREE = tuple(shift for shift in Shift if not shift.is_weekend and not shift.is_morning)
FREE_TIMES: tuple[tuple[tuple[Shift, ...], int], ...] = (
    (WEEKEND, 52),
    (WEEKEND[:2], 17),
    (WEEKEND[2:], 9),
    (WEEKEND + EVENINGS_FREE, 12),
    (tuple(Shift), 7),
    ((Shift.SATURDAY_PM, Shift.SUNDAY_AM), 3),
)
SKILLS_OF: dict[Occupation, tuple[Skill, ...]] = {
    Occupation.DRIVER: (Skill.DRIVING, Skill.MECHANICS),
    Occupation.BUILDER: (Skill.MASONRY, Skill.PAINTING, Skill.LOADING),
    Occupation.FARMER: (Skill.FARMING, Skill.GARDENING),
    Occupation.COOK: (Skill.COOKING,),
    Occupation.CLERK: (Skill.OFFICE, Skill.COMPUTING),
    Occupation.TAILOR: (Skill.SEWING,),
    Occupation.CARPENTER: (Skill.CARPENTRY, Skill.PAINTING),
    Occupation.ELECTRICIAN: (Skill.ELECTRICITY, Skill.PLUMBING),
    Occupation.CLEANER: (Skill.CLEANING, Skill.GARDENING),
    Occupation.HEALTH_WORKER: (Skill.NURSING,),
    Occupation.TECHNICIAN: (Skill.COMPUTING, Skill.ELECTRICITY),
    Occupation.LABOURER: (Skill.LOADING, Skill.CLEANING),
    Occupation.GUARD: (Skill.SECURITY,),
}
DAYS_A_MISDEMEANOUR_LASTS = 300
SHARE_CORRECTED = 0.9
#: Years: everybody was of age when judged, up to 700 days ago.
ADULT_AT_JUDGMENT = 20.1


class PeopleBuilder:
    """Registers people of one territory with a sentence each; a few have two."""

    def __init__(self, random: Random, on: date, first_document: int) -> None:
        self.random, self.on = random, on
        self.next_document = first_document

    def build(self, territory: Territory, count: int) -> None:
        """Register *count* people."""
        for district in territory.districts.draw_many(self.random, count):
            group = offence_groups().draw(self.random)
            person = register_person(self._person(territory, district, group), officer=territory.officer).person
            sentences = 2 if self.random.random() < 0.02 else 1
            for _ in range(sentences):
                register_sentence(person.id, self._sentence(territory, group), officer=territory.officer)

    def _person(self, territory: Territory, district: District, group: str) -> PersonDetails:
        random = self.random
        youngest, oldest = ages_of(group).draw(random)
        years = random.uniform(max(youngest, ADULT_AT_JUDGMENT), oldest + 0.9)
        occupation = random.choice(list(Occupation))
        latitude, longitude = self._home(district)
        return PersonDetails(
            document_kind=DocumentKind.DNI,
            document_number=self._document(),
            given_names=given_names(random),
            first_surname=surname(random),
            second_surname=surname(random),
            birth_date=self.on - timedelta(days=round(365.25 * years)),
            ubigeo=district.ubigeo,
            address=f"Mz. {random.choice('ABCDEFGH')} Lt. {random.randint(1, 40)}, {district.name}",
            latitude=latitude,
            longitude=longitude,
            education=schooling_in(territory.office.region).draw(random),
            occupation=occupation,
            skills=self._skills(occupation),
            free_shifts=tuple(int(shift) for shift in self._free_shifts()),
            is_weekday_authorised=random.random() < 0.12,
            unable=self._unable(),
        )

    def _document(self) -> str:
        self.next_document += 1
        return f"99{self.next_document:06}"

    def _home(self, district: District) -> tuple[float | None, float | None]:
        """A point within some two kilometres of the capital, or none for three in ten."""
        if self.random.random() < 0.3:
            return None, None
        north, east = self.random.gauss(0, 0.009), self.random.gauss(0, 0.009)
        return round(district.latitude + north, 5), round(district.longitude + east, 5)

    def _skills(self, occupation: Occupation) -> tuple[Skill, ...]:
        known = {skill for skill in SKILLS_OF.get(occupation, ()) if self.random.random() < 0.8}
        if self.random.random() < 0.35:
            known.add(self.random.choice(list(Skill)))
        return tuple(sorted(known))

    def _free_shifts(self) -> Sequence[Shift]:
        return self.random.choices([times for times, _ in FREE_TIMES], [count for _, count in FREE_TIMES])[0]

    def _unable(self) -> tuple[str, ...] | None:
        if self.random.random() > 0.11:
            return None
        return tuple(sorted(self.random.sample(WorkDemand.values()[:7], k=self.random.choice((1, 1, 2)))))

    def _sentence(self, territory: Territory, group: str) -> SentenceDetails:
        offence, origin = self._offence(group)
        is_misdemeanour = group.startswith("falta")
        judged = self.on - timedelta(
            days=self.random.randint(20, DAYS_A_MISDEMEANOUR_LASTS if is_misdemeanour else 700)
        )
        received = min(self.on, judged + timedelta(days=self.random.randint(5, 60)))
        jornadas = self._jornadas(offence, origin, judged)
        return SentenceDetails(
            kind=SentenceKind.COMMUNITY_SERVICE,
            case_number=self._case_number(territory, judged),
            court=f"Juzgado de Investigación Preparatoria de {territory.office.name.split(' de ')[-1]}",
            origin=origin,
            jornadas=jornadas,
            judgment_date=judged,
            received_on=received,
            offence=offence,
            prescribes_on=self._prescription(offence, judged, jornadas),
        )

    def _prescription(self, offence: str, judged: date, jornadas: int) -> date:
        """The suggested day, which the office mostly put off where the judgment became final later than it was read."""
        suggested = suggested_prescription(offence, judged) or judged + timedelta(days=365 * 4)
        spare = timedelta(weeks=self.random.randint(-6, 40))
        corrected = self.on + timedelta(weeks=jornadas) + spare
        return max(suggested, corrected) if self.random.random() < SHARE_CORRECTED else suggested

    def _offence(self, group: str) -> tuple[str, PenaltyOrigin]:
        autonomous, converted = AUTONOMOUS.get(group, ()), CONVERTED.get(group, ())
        if autonomous and (not converted or self.random.random() < 0.6):
            return self.random.choice(autonomous), PenaltyOrigin.AUTONOMOUS
        return self.random.choice(converted), PenaltyOrigin.CONVERTED

    def _jornadas(self, offence: str, origin: PenaltyOrigin, judged: date) -> int:
        if origin is PenaltyOrigin.CONVERTED:
            return self.random.randint(26, 156)
        admitted = range_for(get_offence(offence).key, judged)
        return self.random.randint(admitted.minimum, admitted.maximum) if admitted else 52

    def _case_number(self, territory: Territory, judged: date) -> str:
        court = self.random.randint(1, 6)
        place = f"{territory.office.ubigeo[:2]}01"
        return f"{self.random.randint(1, 9999):05}-{judged.year}-{self.random.randint(0, 9)}-{place}-JR-PE-{court:02}"
