from werkzeug.datastructures import MultiDict

from registry.views.filling import fill, name_missing, put, ticked_shifts


def test_a_record_becomes_the_form_that_would_send_it():
    shown = {"name": "Rosa", "skills": ["a", "b"], "is_free": True, "is_bound": False, "phone": None, "unasked": "x"}

    form = fill(shown, ["name", "skills", "is_free", "is_bound", "phone"])

    assert form.to_dict(flat=False) == {"name": ["Rosa"], "skills": ["a", "b"], "is_free": ["true"]}


def test_rows_are_named_by_their_half_day_or_by_their_position():
    form = fill(
        {"shifts": [{"shift": 10, "places": 2}], "zones": [{"radius": 0.5}, {"radius": 1.0}]}, ["shifts", "zones"]
    )

    assert form.to_dict() == {
        "shifts-10-shift": "10",
        "shifts-10-places": "2",
        "zones-1-radius": "0.5",
        "zones-2-radius": "1.0",
    }


def test_a_field_without_values_is_not_part_of_the_form():
    form: MultiDict[str, str] = MultiDict({"name": "Rosa"})

    put(form, "name", [])

    assert list(form.items()) == []


def test_only_half_days_count_as_ticked():
    assert ticked_shifts(MultiDict([("free", "10"), ("free", "x"), ("free", "")]), "free") == {10: True}


def test_missing_fields_are_called_by_their_labels_in_their_order():
    errors = {"ubigeo_text": ["Falta este dato. Complételo."], "name": ["Es muy largo."]}

    assert list(name_missing(errors, {"name": "Nombre", "ubigeo": "Distrito"}).items()) == [
        ("name", ["Es muy largo."]),
        ("ubigeo_text", ["Falta «Distrito». Complételo."]),
    ]
