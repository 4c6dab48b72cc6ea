from registry.schemas.rounds.attendances import Attendances


def test_a_weekly_pattern_is_shown_by_the_clock():
    shown = Attendances().serialize("week", {"week": [[10, 480, 780]]})

    assert shown == [{"shift": 10, "start": "08:00", "end": "13:00"}]
