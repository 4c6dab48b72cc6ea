"""The compiled loops and NumPy give the same answers."""

from matching.bench.kernels import comparisons


def test_compiled_loops_agree_with_numpy():
    compared = list(comparisons(("XS",)))

    assert len(compared) == 3
    assert max(one.difference for one in compared) < 1e-7
    assert all(one.ratio > 0 for one in compared)
