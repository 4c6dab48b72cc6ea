import re

from registry.views.formats.charts import HEIGHT, WIDTH, bounds_chart

SAMPLES = [(0.0, 9120.0, 7900.0), (4.0, 8640.0, 8590.0), (10.0, 8614.0, 8610.0)]


def test_nothing_is_drawn_until_both_numbers_are_known():
    assert bounds_chart([]) is None
    assert bounds_chart([(1.0, 10.0, None)]) is None


def test_the_lines_end_at_the_last_numbers():
    chart = bounds_chart(SAMPLES)

    assert chart is not None
    assert (chart.bound, chart.value, chart.last_second) == ("8,614", "8,610", "10 s")
    assert chart.bound_path.endswith(f"H{WIDTH}")


def test_every_point_stays_inside_the_frame():
    chart = bounds_chart(SAMPLES)

    assert chart is not None
    heights = [float(found) for found in re.findall(r"V([\d.]+)", chart.bound_path + chart.value_path)]
    assert heights
    assert all(0 <= height <= HEIGHT for height in heights)


def test_the_bound_is_drawn_above_the_best_proposal():
    chart = bounds_chart(SAMPLES)

    assert chart is not None
    last = [float(re.findall(r"V([\d.]+)", path)[-1]) for path in (chart.bound_path, chart.value_path)]
    assert last[0] < last[1]


def test_one_sample_alone_can_be_drawn():
    chart = bounds_chart([(0.0, 10.0, 10.0)])

    assert chart is not None
    assert chart.rows == [("0", "10", "10")]


def test_a_number_not_yet_known_is_a_dash_in_the_table():
    chart = bounds_chart([(0.0, 12.0, None), (1.0, 11.0, 10.0)])

    assert chart is not None
    assert chart.rows[0] == ("0", "12", "—")
