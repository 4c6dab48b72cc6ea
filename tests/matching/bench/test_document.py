"""The document of a session, and the report written from it."""

import pytest

from matching.bench.document import document, document_from, report
from matching.bench.session import Programme
from matching.bench.task import Ending
from matching.errors import InputError
from tests.matching.bench.readings import reading

PROGRAMME = Programme(("M",), (1, 2), ("engine", "pulp-cbc"), 60.0)


def test_a_document_is_read_as_it_was_written():
    written = document(PROGRAMME, [reading(), reading("M", "pulp-cbc", 70.0)])

    assert document_from(written.to_json()).readings == written.readings


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "placement-plan/1", "readings": []}'])
def test_anything_else_is_refused(content):
    with pytest.raises(InputError):
        document_from(content)


def test_the_report_says_machine_seeds_and_every_row():
    text = report(document(PROGRAMME, [reading(), reading("M", "pulp-cbc", 70.0)]))

    assert "Seeds: 1, 2;" in text
    assert "| 35.00 " in text
    assert "cores" in text


def test_a_row_that_was_not_run_says_why():
    reason = "predicted 9,000 s: 90.0 s at M, growing with the square of the people"
    text = report(document(PROGRAMME, [reading("L", "pulp-cbc", None, ending=Ending.NOT_RUN, note=reason, counts={})]))

    assert f"not run – {reason}" in text
