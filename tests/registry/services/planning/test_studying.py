"""What a round studies beside its plan."""

from registry.services.planning.studying import Study, pack_study, unpack_study


def test_a_study_is_read_back_as_it_was_frozen():
    study = Study(0.8, 0.01, {"7": "211101"}, {"7": ("3", (10, 11))}, {"floor": {"share": 0.8}}, ("{}",))

    assert unpack_study(pack_study(study)) == Study(
        0.8, 0.01, {"7": "211101"}, {"7": ("3", (10, 11))}, {"floor": {"share": 0.8}}, ["{}"]
    )


def test_a_study_without_an_earlier_round_holds_nobody():
    assert unpack_study(pack_study(Study(floor_share=0.8))).held is None
