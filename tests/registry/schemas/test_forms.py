from werkzeug.datastructures import MultiDict

from registry.schemas.base import InputSchema
from registry.schemas.fields import Choice, Clock, Codes, Key, Rows, Text, Whole, YesNo
from registry.schemas.forms import load_form, read_version
from registry.vocabulary.accounts import Role
from registry.vocabulary.people import Skill


class TurnInput(InputSchema):
    day = Key(required=True)
    start = Clock(required=True)
    places = Whole(1, 9, required=True)


class TaskInput(InputSchema):
    name = Text(required=True)
    remark = Text(load_default="")
    role = Choice(Role, load_default=None)
    skills = Codes(Skill)
    is_open = YesNo()
    turns = Rows(TurnInput, key="day")


def test_a_blank_box_is_a_missing_one():
    loaded, errors = load_form(TaskInput(), MultiDict({"name": "Pintar", "remark": " ", "role": ""}))

    assert errors == {}
    assert loaded == {"name": "Pintar", "remark": "", "role": None, "skills": (), "is_open": False, "turns": ()}


def test_lists_take_every_value_of_their_name():
    loaded, _ = load_form(TaskInput(), MultiDict([("name", "Coser"), ("skills", "sewing"), ("skills", "cooking")]))

    assert loaded["skills"] == (Skill.SEWING, Skill.COOKING)


def test_rows_take_their_key_from_the_name_of_the_box():
    boxes = {"name": "Pintar", "turns-11-start": "14:00", "turns-11-places": "2", "turns-3-start": "", "is_open": "on"}

    loaded, errors = load_form(TaskInput(), MultiDict(boxes))

    assert errors == {}
    assert loaded["turns"] == ({"day": 11, "start": 840, "places": 2},)


def test_refusals_carry_the_name_of_the_box():
    boxes = {"turns-11-start": "14", "turns-11-places": "2", "turns-4-start": "08:00", "skills": "flying"}

    _, errors = load_form(TaskInput(), MultiDict(boxes))

    assert errors["name"] == ["Falta este dato. Complételo."]
    assert errors["turns-11-start"] == ["Escriba la hora como 08:00, en 24 horas."]
    assert errors["turns-4-places"] == ["Falta este dato. Complételo."]
    assert errors["skills"][0].startswith("Elija una de estas opciones: Jardinería")


def test_what_was_right_is_kept_beside_the_refusals():
    loaded, errors = load_form(TaskInput(), MultiDict({"name": "Pintar", "role": "boss"}))

    assert loaded["name"] == "Pintar"
    assert set(errors) == {"role"}


def test_what_every_form_sends_beside_its_fields_is_let_pass():
    _, errors = load_form(TaskInput(), MultiDict({"name": "Pintar", "csrf_token": "x", "submit": "1", "version": "3"}))

    assert errors == {}


def test_an_unknown_field_is_refused():
    _, errors = load_form(TaskInput(), MultiDict({"name": "Pintar", "offence": "122-B"}))

    assert errors == {"offence": ["Este dato no se espera aquí. Quítelo."]}


def test_the_version_of_a_damaged_form_is_stale():
    assert read_version(MultiDict({"version": "4"})) == 4
    assert read_version(MultiDict({"version": "four"})) == 0
    assert read_version(MultiDict()) == 0
