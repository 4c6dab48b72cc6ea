import pytest

from registry.schemas.people.half_days import read_half_days, read_stretches


@pytest.mark.parametrize(
    ("text", "half_days"),
    [
        ("sábado mañana; sábado tarde", (10, 11)),
        ("Domingo", (12, 13)),
        ("dom. pm, lun am", (0, 13)),
        ("miércoles por la tarde", (5,)),
        ("", ()),
    ],
)
def test_half_days_are_read_as_people_write_them(text, half_days):
    assert read_half_days(text) == half_days


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("sáb 8:00-13:00", ((5, None, 480, 780),)),
        ("sáb 8:00–13:00", ((5, None, 480, 780),)),
        ("domingo de 8 a 13:30", ((6, None, 480, 810),)),
        ("vi tarde / ma 9:15-11:00", ((4, False, None, None), (1, None, 555, 660))),
    ],
)
def test_stretches_may_tell_hours(text, stretches):
    assert read_stretches(text) == stretches


@pytest.mark.parametrize("text", ["cuando pueda", "m mañana", "sáb 13:00-8:00", "sáb 8:75-9:00", "sáb 25:00-26:00"])
def test_what_cannot_be_read_is_told(text):
    with pytest.raises(ValueError, match=text):
        read_stretches(text)


def test_free_half_days_take_no_hours():
    with pytest.raises(ValueError, match="8:00"):
        read_half_days("sáb 8:00-13:00")
