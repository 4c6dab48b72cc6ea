"""Options in hand grow by those that are found, each once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.eligible import ListedSet
from matching.search.widening import merged
from tests.matching.problems import problems


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_options_in_hand_and_those_found_are_all_there_once(problem, data):
    eligible = ListedSet(problem)
    marks = st.lists(st.booleans(), min_size=eligible.size, max_size=eligible.size)
    one, other = (np.array(data.draw(marks), dtype=bool) for _ in range(2))

    both = merged(eligible.options(np.flatnonzero(one)), eligible.options(np.flatnonzero(other)))

    expected = eligible.options(np.flatnonzero(one | other))
    for name, column in vars(expected).items():
        assert getattr(both, name).tolist() == column.tolist()
        assert getattr(both, name).dtype == column.dtype
