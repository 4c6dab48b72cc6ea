import xml.etree.ElementTree as ET

from registry.letters.seal import qr_svg


def test_the_code_is_a_square_drawing_without_margin():
    drawing = ET.fromstring(qr_svg("https://reinserta.ejemplo.pe/verificar/K7QM-3XTR"))

    assert drawing.get("width") == drawing.get("height")


def test_another_address_draws_another_code():
    assert qr_svg("https://reinserta.ejemplo.pe/verificar/A") != qr_svg("https://reinserta.ejemplo.pe/verificar/B")


def test_the_same_address_draws_the_same_code():
    assert qr_svg("https://reinserta.ejemplo.pe/verificar/A") == qr_svg("https://reinserta.ejemplo.pe/verificar/A")
