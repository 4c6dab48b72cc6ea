from registry.reference.hours import clock, full_clock, minute_at


def test_people_write_the_hour_without_a_leading_zero():
    assert (clock(485), clock(1439)) == ("8:05", "23:59")


def test_contents_and_fields_write_two_digits_of_each():
    assert full_clock(485) == "08:05"


def test_an_hour_in_words_is_a_minute_of_the_day():
    assert (minute_at("8", "05"), minute_at(8), minute_at("24", None)) == (485, 480, 1440)
