"""Seeded rounds of Peru's 69 prisons: real sizes, synthetic inmates, workshops and vacancies.

Workers are spread over the prisons as their inmates are. Places are scarce on purpose, crews have minima that not all
can reach, and workshops hold fewer at a time than their vacancies could bring.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matching.input.worker import PROFESSIONS, Application, Experience, Worker
from matching.input.workplace import Activity, Post, Room, Vacancy, WorkNorms, Workshop
from matching.productive_work.round import PrisonRound, work_presets

INMATES = (
    "EP01:1287:0 EP02:4444:0 EP03:0:228 EP04:4118:1 EP05:6308:0 EP06:0:585 EP07:0:107 EP08:2241:186 EP09:146:1 "
    "EP10:209:6 EP11:62:4 EP12:1217:49 EP13:3170:157 EP14:2989:0 EP15:5:0 EP16:0:813 EP17:0:688 EP18:10013:0 "
    "EP19:5432:0 EP20:0:381 EP21:2450:0 EP22:4:0 EP23:1998:0 EP24:34:0 EP25:2130:86 EP26:3921:0 EP27:3831:0 "
    "EP28:5264:135 EP29:3431:142 EP30:2473:0 EP31:0:170 EP32:385:7 EP33:346:16 EP34:1195:0 EP35:0:116 EP36:2386:0 "
    "EP37:0:51 EP38:552:0 EP39:0:200 EP40:136:0 EP41:101:0 EP42:858:0 EP43:290:0 EP44:2641:0 EP45:0:146 "
    "EP46:3060:159 EP47:0:73 EP48:1054:0 EP49:2741:126 EP50:450:22 EP51:584:32 EP52:3602:0 EP53:0:218 EP54:260:0 "
    "EP55:328:24 EP56:1197:73 EP57:945:34 EP58:947:33 EP59:422:0 EP60:824:40 EP61:1379:0 EP62:0:81 EP63:404:15 "
    "EP64:841:40 EP65:395:27 EP66:1218:0 EP67:0:217 EP68:1283:0 EP69:227:0"
)
"""Code, men and women of each prison (INPE, statistical bulletin, January 2026, MIT); 103,717 in all."""

NORMS = WorkNorms(separated_from_age=16, separated_to_age=21, youth_to_age=29, floor_m2_each=2.5)
MORNINGS, AFTERNOONS = frozenset(range(0, 12, 2)), frozenset(range(1, 12, 2))
WEEKS = (MORNINGS, AFTERNOONS, MORNINGS | AFTERNOONS, frozenset({0, 4, 8}), frozenset({1, 3, 5, 7}))
TRADES = tuple(f"trade-{number}" for number in range(12))
INMATES_A_PAVILION, WORKERS_A_WORKSHOP = 250, 45
DRAWN = 60
"""Vacancies that a worker looks at on the notice board."""


@dataclass(frozen=True)
class Prison:
    """How many men and women a prison holds."""

    code: str
    men: int
    women: int

    @property
    def inmates(self) -> int:
        """Men and women together."""
        return self.men + self.women


def prisons() -> tuple[Prison, ...]:
    """Read the 69 prisons."""
    parts = (one.split(":") for one in INMATES.split())
    return tuple(Prison(code, int(men), int(women)) for code, men, women in parts)


def prison_rounds(workers: int, seed: int = 1) -> list[PrisonRound]:
    """Make the rounds of all prisons with so many workers in all, the same every time."""
    found = prisons()
    everybody = sum(prison.inmates for prison in found)
    until = np.rint(np.cumsum([prison.inmates for prison in found]) * workers / everybody).astype(int)
    counts = np.diff(until, prepend=0).tolist()
    return [prison_round(prison, count, seed) for prison, count in zip(found, counts, strict=True)]


def prison_round(prison: Prison, workers: int, seed: int = 1) -> PrisonRound:
    """Make one prison's round with so many workers."""
    chance = np.random.default_rng([seed, workers, *prison.code.encode()])
    pavilions = tuple(f"pavilion-{number}" for number in range(1, 2 + prison.inmates // INMATES_A_PAVILION))
    workshops = [_workshop(chance, index, pavilions) for index in range(1 + workers // WORKERS_A_WORKSHOP)]
    activities = [_activity(chance, index, prison, workshops) for index in range(2 * len(workshops))]
    vacancies = [
        _vacancy(chance, f"{activity.id}-v{rank}", activity, 0.8 * workers / (4 * len(workshops)))
        for activity in activities
        for rank in range(2)
    ]
    drawn = [_worker(chance, index, prison, pavilions) for index in range(workers)]
    without = PrisonRound(
        prison_id=prison.code,
        workers=tuple(drawn),
        workshops=tuple(workshops),
        activities=tuple(activities),
        vacancies=tuple(vacancies),
        weights=work_presets()["balanced"],
        norms=NORMS,
        date=date(2026, 9, 7),
        seed=seed,
    )
    return replace(without, workers=tuple(_applying(chance, without.posts, worker) for worker in drawn))


def _workshop(chance: np.random.Generator, index: int, pavilions: Sequence[str]) -> Workshop:
    safe = int(chance.integers(12, 45))
    reached = frozenset(pavilion for pavilion in pavilions if chance.random() < 0.6)
    return Workshop(
        f"w{index:03d}",
        tuple(Room(shift, safe, int(chance.integers(0, safe // 3))) for shift in range(12)),
        floor_m2=float(chance.integers(40, 160)),
        pavilions=reached or None,
    )


def _activity(chance: np.random.Generator, index: int, prison: Prison, workshops: Sequence[Workshop]) -> Activity:
    women_share = prison.women / prison.inmates
    least = int(chance.choice([1, 3, 5, 8], p=[0.3, 0.3, 0.25, 0.15]))
    crew = int(chance.choice([0, 2, 6], p=[0.6, 0.2, 0.2]))
    return Activity(
        f"a{index:03d}",
        workshops[index // 2].id if chance.random() < 0.9 else None,
        agreement_in_force=bool(chance.random() < 0.97),
        minimum_crew=least,
        maximum_crew=max(least, crew) + int(chance.integers(8, 40)),
        crew=crew,
        stages=frozenset({"minimum", "medium"}) if chance.random() < 0.3 else None,
        sexes=frozenset({"f"}) if chance.random() < women_share else frozenset({"m"}),
        for_youth=index % 2 == 1 and bool(chance.random() < 0.15),
        needs_account=bool(chance.random() < 0.3),
        closed_to=frozenset({"outside"}) if chance.random() < 0.1 else frozenset(),
        demands=_codes(chance, "demand", 5, 0.15),
        training_hours=float(chance.choice([0, 40, 120, 200])),
    )


def _vacancy(chance: np.random.Generator, vacancy_id: str, activity: Activity, places: float) -> Vacancy:
    return Vacancy(
        vacancy_id,
        activity.id,
        trade=str(chance.choice(TRADES)),
        shifts=WEEKS[int(chance.choice(len(WEEKS), p=[0.3, 0.3, 0.1, 0.15, 0.15]))],
        places=1 + int(chance.poisson(places)),
        contract_days=int(chance.choice([90, 180, 365])),
        is_published=bool(chance.random() < 0.98),
        skills=_codes(chance, "skill", 12, 0.12),
        certificates=frozenset({"safety"}) if chance.random() < 0.15 else frozenset(),
    )


def _worker(chance: np.random.Generator, index: int, prison: Prison, pavilions: Sequence[str]) -> Worker:
    awaits_trial = bool(chance.random() < 0.37)
    return Worker(
        id=f"p{index:05d}",
        pavilion=pavilions[int(len(pavilions) * chance.beta(1, 1.4))],
        regime="ordinary",
        stage=str(chance.choice(["minimum", "medium", "maximum"], p=[0.5, 0.35, 0.15])),
        sex="f" if chance.random() < prison.women / prison.inmates else "m",
        age=int(np.clip(chance.normal(37, 11), 18, 80)),
        awaits_trial=awaits_trial,
        agreed_in_writing=awaits_trial and bool(chance.random() < 0.9),
        busy_shifts=frozenset(np.flatnonzero(chance.random(12) < 0.04).tolist()),
        unable=_codes(chance, "demand", 5, 0.05),
        exclusions=frozenset({"outside"}) if chance.random() < 0.2 else frozenset(),
        may_hold_account=bool(chance.random() < 0.8),
        days_to_release=int(chance.integers(30, 3000)) if chance.random() < 0.6 else None,
        skills=_codes(chance, "skill", 12, 0.2),
        certificates=frozenset({"safety"}) if chance.random() < 0.5 else frozenset(),
        experience=(Experience(str(chance.choice(TRADES)), float(chance.integers(0, 60))),),
        is_first_timer=bool(chance.random() < 0.6),
        is_cetpro_graduate=bool(chance.random() < 0.15),
        waiting_days=int(chance.integers(0, 300)),
    )


def _applying(chance: np.random.Generator, posts: Sequence[Post], worker: Worker) -> Worker:
    """The worker with a few vacancies in an order of preference: where they would be admitted, mostly."""
    drawn = chance.permutation(len(posts))[:DRAWN].tolist()
    wanted = [index for index in drawn if chance.random() < 0.02 or _seems_open(posts[index], worker)]
    count = int(chance.integers(2, 9))
    return replace(worker, applications=tuple(_application(chance, posts[i].vacancy.id) for i in wanted[:count]))


def _seems_open(post: Post, worker: Worker) -> bool:
    """Whether what stands on the notice board admits the worker."""
    activity, is_youth = post.activity, worker.age <= NORMS.separated_to_age
    reached = None if post.workshop is None else post.workshop.pavilions
    sets = ((worker.sex, activity.sexes), (worker.stage, activity.stages), (worker.pavilion, reached))
    admitted = all(admits is None or own in admits for own, admits in sets)
    return admitted and is_youth == activity.for_youth and not worker.busy_shifts & post.vacancy.shifts


def _application(chance: np.random.Generator, vacancy_id: str) -> Application:
    if chance.random() < 0.9:
        return Application(vacancy_id, frozenset(PROFESSIONS))
    missing = str(chance.choice(PROFESSIONS))
    disapproved = frozenset({missing}) if chance.random() < 0.5 else frozenset()
    return Application(vacancy_id, frozenset(PROFESSIONS) - {missing}, disapproved)


def _codes(chance: np.random.Generator, noun: str, count: int, share: float) -> frozenset[str]:
    return frozenset(f"{noun}-{code}" for code in np.flatnonzero(chance.random(count) < share))
