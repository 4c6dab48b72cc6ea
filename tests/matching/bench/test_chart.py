"""The chart parses, and says what was measured."""

from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from matching.bench.chart import chart
from matching.bench.summary import lines
from matching.bench.task import Ending
from tests.matching.bench.readings import reading

SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> Element:
    runs = [reading("S", seconds=0.1), reading("M", seconds=2.0), reading("S", "pulp-cbc", 3.0)]
    return fromstring(chart(lines([*runs, reading("M", "pulp-cbc", 600.0, ending=Ending.STOPPED)])))


def test_every_contestant_has_a_line_and_a_name():
    texts = [text.text for text in drawn().iter(f"{SVG}text")]

    assert len(list(drawn().iter(f"{SVG}polyline"))) == 2
    assert {"engine, all admissible options", "PuLP + CBC, naive"} <= set(texts)


def test_a_run_that_was_stopped_is_hollow():
    fills = [circle.get("fill") for circle in drawn().iter(f"{SVG}circle")]

    assert fills.count("#ffffff") == 1


def test_more_people_stand_further_right_and_more_seconds_higher():
    first, second, *_ = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in drawn().iter(f"{SVG}circle")]

    assert first[0] < second[0]
    assert first[1] > second[1]


def test_labels_do_not_cover_each_other():
    same = [reading("M", name, 2.0) for name in ("engine", "engine-listed", "highspy-lp", "highspy-mip")]
    root = fromstring(chart(lines(same)))
    heights = sorted(float(t.get("y", 0)) for t in root.iter(f"{SVG}text") if t.get("text-anchor") == "start")[1:]

    assert all(later - earlier >= 17 for earlier, later in pairwise(heights))
