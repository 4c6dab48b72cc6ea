"""The neutral problem says which places can run out."""

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.problem import Problem
from tests.matching.factories import (
    SATURDAY_AM,
    SATURDAY_PM,
    SUNDAY_AM,
    make_applicant,
    make_instance,
    make_opening,
    make_town,
    open_shift,
)


def assembled(*rows: Applicant | Opening) -> Problem:
    instance = make_instance(*rows)
    return assemble(instance, find_candidates(instance))


def uses_of(problem: Problem, option: int) -> list[str]:
    start = problem.use_start
    return [problem.resource_ids[r] for r in problem.use_resource[start[option] : start[option + 1]]]


def test_a_vacancy_has_a_row_for_its_total_and_for_each_half_day_that_can_run_out():
    shifts = (open_shift(SATURDAY_AM, 1), open_shift(SATURDAY_PM, 3), open_shift(SUNDAY_AM, 2))

    problem = assembled(make_opening("library", total_places=3, shifts=shifts))

    assert dict(zip(problem.resource_ids, problem.capacity, strict=True)) == {
        "total/library": 3,
        "place/library/saturday-am": 1,
        "place/library/sunday-am": 2,
    }


def test_an_option_takes_one_of_the_total_and_of_each_scarce_half_day():
    shifts = (open_shift(SATURDAY_AM, 1), open_shift(SATURDAY_PM, 3))

    problem = assembled(make_applicant(), make_opening("library", total_places=3, shifts=shifts))

    assert uses_of(problem, 0) == ["total/library", "place/library/saturday-am"]
    assert problem.use_amount.tolist() == [1, 1]


def test_sentences_of_one_person_share_the_persons_half_days():
    twice = [make_applicant(sentence, person_id="ana") for sentence in ("s1", "s2")]

    problem = assembled(*twice, make_opening("library"))

    assert uses_of(problem, 0) == ["total/library", "person/ana/saturday-am", "person/ana/saturday-pm"]


def test_an_attendance_across_noon_keeps_the_whole_day():
    twice = [make_applicant(sentence, person_id="ana") for sentence in ("s1", "s2")]
    long_mornings = (open_shift(SATURDAY_AM, 1, (8, 14)), open_shift(SUNDAY_AM, 1, (8, 12)))

    problem = assembled(*twice, make_opening("library", shifts=long_mornings))

    assert uses_of(problem, 0)[1:] == ["person/ana/saturday-am", "person/ana/saturday-pm", "person/ana/sunday-am"]


def test_people_with_one_sentence_need_no_rows_of_their_own():
    problem = assembled(make_applicant("rosa"), make_applicant("ana"), make_opening())

    assert not any(resource.startswith("person/") for resource in problem.resource_ids)


def test_the_weight_of_a_person_is_whole_and_grows_with_urgency():
    problem = assembled(make_applicant("a", waiting_days=0), make_applicant("b", waiting_days=180))

    assert problem.weight.tolist() == [100, 120]


def test_the_value_of_an_option_is_its_total_score():
    town = make_town(20, 6)
    found = find_candidates(town)

    problem = assemble(town, found)

    assert problem.objective == ("placed", "value")
    assert (problem.option_value == found.pair_total[found.option_pair]).all()


def test_the_order_of_people_and_openings_gives_the_same_problem():
    town = make_town(20, 6)
    shuffled = make_instance(*reversed(town.applicants), *reversed(town.openings))

    assert assemble(shuffled, find_candidates(shuffled)).sha256 == assemble(town, find_candidates(town)).sha256
