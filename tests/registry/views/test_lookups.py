import pytest
from werkzeug.datastructures import MultiDict

from registry.views.lookups import Lookup, look_up, tell_lookups

FRUITS = {"1": "Lúcuma", "2": "Papaya", "3": "Papaya arequipeña", "4": "Palta"}
FRUIT = Lookup(
    name="fruit",
    find=lambda text: [(key, name) for key, name in FRUITS.items() if text.lower() in name.lower()],
    label=lambda value: FRUITS.get(value, ""),
    nothing="Nada se llama «{typed}».",
    several="Varias responden a «{typed}».",
)


def read(**form: str):
    return FRUIT.read(MultiDict(form))


def test_words_with_one_answer_are_that_answer():
    assert read(fruit_text="arequipeña").value == "3"


def test_the_whole_name_wins_over_names_that_contain_it():
    assert read(fruit_text="papaya").value == "2"


def test_words_with_several_answers_offer_them():
    found = read(fruit_text="pa")

    assert (found.value, [key for key, _ in found.matches]) == ("", ["2", "3", "4"])
    assert found.refusal == "Varias responden a «pa»."


def test_words_without_an_answer_say_so():
    assert read(fruit_text="kiwi").refusal == "Nada se llama «kiwi»."


def test_a_choice_among_the_offered_holds():
    assert read(fruit_text="pa", fruit_asked="pa", fruit="4").value == "4"


@pytest.mark.parametrize("value", ["1", "9", ""])
def test_a_choice_that_was_not_offered_does_not_hold(value: str):
    assert read(fruit_text="pa", fruit_asked="pa", fruit=value).value == ""


def test_new_words_undo_the_earlier_choice():
    assert read(fruit_text="Lúcuma", fruit_asked="pa", fruit="4").value == "1"


def test_a_kept_value_stays_while_its_words_do():
    assert read(fruit_text="Papaya arequipeña", fruit="3").value == "3"


def test_emptied_words_undo_the_value():
    assert read(fruit_text=" ", fruit="3").value == ""


def test_without_the_box_for_words_the_value_counts():
    assert (read(fruit="3").value, read(fruit="9").value) == ("3", "")


def test_the_schema_sees_only_the_value():
    plain, _ = look_up(MultiDict({"fruit_text": "lúcuma", "fruit_asked": "x", "other": "1"}), FRUIT)

    assert plain.to_dict() == {"fruit": "1", "other": "1"}


def test_errors_are_told_where_the_page_shows_the_field():
    _, several = look_up(MultiDict({"fruit_text": "pa"}), FRUIT)
    _, missing = look_up(MultiDict({"fruit_text": ""}), FRUIT)

    assert tell_lookups({"fruit": ["Falta"]}, several) == {"fruit": ["Varias responden a «pa»."]}
    assert tell_lookups({"fruit": ["Falta"], "a": ["b"]}, missing) == {"fruit_text": ["Falta"], "a": ["b"]}
