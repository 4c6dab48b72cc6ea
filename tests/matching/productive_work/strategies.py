"""Small random rounds of a prison in which every rule, crew, room and even share can bind."""

from hypothesis import strategies as st

from matching.input.worker import PROFESSIONS, Application, Worker
from matching.input.workplace import Activity, Room, Vacancy, Workshop
from matching.productive_work.round import PrisonRound, work_presets
from tests.matching.workers import make_activity, make_round, make_vacancy, make_worker

SHIFTS = (0, 1, 2)
VACANCIES = ("v0", "v1", "v2", "v3")
mostly = st.integers(1, 8).map(lambda roll: roll != 8)


@st.composite
def workshops(draw: st.DrawFn, workshop_id: str) -> Workshop:
    rooms = [Room(shift, draw(st.integers(1, 4)), draw(st.integers(0, 1))) for shift in SHIFTS]
    return Workshop(workshop_id, tuple(rooms), pavilions=draw(st.sampled_from([None, None, frozenset({"1"})])))


@st.composite
def activities(draw: st.DrawFn, activity_id: str) -> Activity:
    least = draw(st.integers(1, 3))
    return make_activity(
        activity_id,
        workshop_id=draw(st.sampled_from(["w0", "w1", None])),
        agreement_in_force=draw(mostly),
        minimum_crew=least,
        maximum_crew=draw(st.sampled_from([None, least, least + 2])),
        crew=draw(st.sampled_from([0, 0, 0, 1])),
        for_youth=not draw(mostly),
        needs_account=not draw(mostly),
        training_hours=draw(st.sampled_from([0.0, 100.0, 300.0])),
    )


@st.composite
def vacancies(draw: st.DrawFn, vacancy_id: str) -> Vacancy:
    return make_vacancy(
        vacancy_id,
        activity_id=draw(st.sampled_from(["a0", "a1", "a2"])),
        shifts=draw(st.frozensets(st.sampled_from(SHIFTS), min_size=1, max_size=2)),
        places=draw(st.integers(0, 3)),
        is_published=draw(mostly),
        contract_days=draw(st.sampled_from([90, 365])),
        skills=draw(st.frozensets(st.sampled_from(("saw", "glue")), max_size=2)),
        demands=frozenset() if draw(mostly) else frozenset({"dust"}),
    )


@st.composite
def workers(draw: st.DrawFn, worker_id: str) -> Worker:
    wanted = draw(st.lists(st.sampled_from(VACANCIES), max_size=4, unique=True))
    everybody = frozenset(PROFESSIONS)
    return make_worker(
        worker_id,
        pavilion=draw(st.sampled_from(["1", "2"])),
        age=draw(st.sampled_from([20, 25, 45])),
        applications=tuple(Application(one, everybody if draw(mostly) else frozenset({"work"})) for one in wanted),
        awaits_trial=not draw(mostly),
        busy_shifts=frozenset() if draw(mostly) else frozenset({1}),
        unable=frozenset() if draw(mostly) else frozenset({"dust"}),
        may_hold_account=draw(mostly),
        days_to_release=draw(st.sampled_from([None, None, 100])),
        skills=draw(st.frozensets(st.sampled_from(("saw", "glue")), max_size=2)),
        is_first_timer=draw(st.booleans()),
        is_cetpro_graduate=draw(st.booleans()),
        waiting_days=draw(st.integers(0, 200)),
        pinned_vacancy_id=None if draw(mostly) else draw(st.sampled_from(VACANCIES)),
    )


@st.composite
def rounds(draw: st.DrawFn, people: int = 5) -> PrisonRound:
    count = draw(st.integers(0, people))
    return make_round(
        *(draw(workers(f"p{index}")) for index in range(count)),
        *(draw(workshops(f"w{index}")) for index in range(2)),
        *(draw(activities(f"a{index}")) for index in range(3)),
        *(draw(vacancies(vacancy_id)) for vacancy_id in VACANCIES),
        weights=draw(st.sampled_from(list(work_presets().values()))),
    )
