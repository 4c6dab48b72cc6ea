from flask import Flask, render_template_string

TEMPLATE = "{{ 8.4|km }}, {{ plural(1, 'plaza', 'plazas') }}, {{ 'ready'|state_label('round') }}"


def test_templates_have_the_filters_and_functions(in_request: Flask):
    told = render_template_string(TEMPLATE)

    assert told == "8.4\u00a0km, 1 plaza, Lista para revisar"
