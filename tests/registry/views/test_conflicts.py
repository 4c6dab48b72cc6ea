from werkzeug.datastructures import MultiDict

from registry.views.conflicts import Field, day, plain, settle, snapshot

FIELDS = (Field("phone", "Teléfono", plain), Field("born", "Nacimiento", day), Field("skills", "Habilidades", plain))


def hidden(**values: list[str]) -> str:
    return snapshot(MultiDict(values), FIELDS)


def test_an_ordinary_form_passes_as_it_is():
    form = MultiDict({"phone": "1"})

    assert settle(form, FIELDS, MultiDict()) == (form, {})


def test_the_chosen_side_of_each_disputed_field_is_taken():
    kept = MultiDict({"phone": "2", "born": "2000-01-02"})
    form = MultiDict(
        {
            "before": hidden(phone=["1"], born=["2000-01-01"], skills=["a", "b"]),
            "yours": hidden(phone=["3"], born=["2000-01-03"]),
            "phone": "saved",
            "born": "yours",
            "skills": "before",
            "version": "4",
        }
    )

    chosen, missing = settle(form, FIELDS, kept)

    assert not missing
    assert (chosen["phone"], chosen["born"], "skills" in chosen, chosen["version"]) == ("2", "2000-01-03", False, "4")


def test_a_choice_that_is_missing_or_unknown_is_asked_for():
    kept = MultiDict({"phone": "2"})
    form = MultiDict({"before": hidden(phone=["1"]), "yours": hidden(phone=["3"]), "phone": "mine"})

    _, missing = settle(form, FIELDS, kept)

    assert missing == {"phone-before": ["Teléfono: elija cuál de los valores queda."]}


def test_damaged_boxes_hold_nothing():
    form = MultiDict({"before": "{", "yours": '["phone"]'})

    chosen, missing = settle(form, FIELDS, MultiDict({"phone": "2"}))

    assert (chosen["phone"], missing) == ("2", {})
