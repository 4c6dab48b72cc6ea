import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from registry.letters import ContentRefused, content_sha256, render, template_version, visible_hash
from registry.letters.rendering import letter_templates
from tests.registry.letters import executions
from tests.registry.letters.every_kind import SAMPLES
from tests.registry.letters.paper import reader_of, text_of
from tests.registry.letters.samples import COMMON, presentation

#: A report that tells every month, or annexes sheets, takes another page.
LONGER = {"agreement", "breach_report", "completion_report"}
#: What tells of the place and the hours only.
SILENT_ON_PENALTY = {"change_to_unit", "change_to_person", "unit_constancy"}
TRICKY = ["#import", "*bold*", "_low_", "$x^2$", "\\", '"quoted"', "= Head", "<label>", "@ref", "// note", "#{1+1}"]

each_kind = pytest.mark.parametrize("kind", SAMPLES)


@each_kind
def test_the_same_content_gives_the_same_bytes(kind: str):
    assert render(kind, SAMPLES[kind]()) == render(kind, SAMPLES[kind]())


@each_kind
def test_another_date_gives_another_letter(kind: str):
    assert render(kind, SAMPLES[kind]()) != render(kind, SAMPLES[kind](issued_on="2026-09-08"))


@each_kind
def test_the_file_is_dated_on_the_day_of_issue(kind: str):
    metadata = reader_of(kind, SAMPLES[kind]()).metadata

    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20260907")


@each_kind
def test_the_file_is_tagged_titled_and_in_spanish(kind: str):
    root: Any = reader_of(kind, SAMPLES[kind]()).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "es-PE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_title_is_the_number_and_the_subject():
    metadata = reader_of("presentation_to_unit", presentation()).metadata

    assert metadata is not None
    assert metadata.title == "OFICIO N.º 000123-2026-EML JULIACA: Presentación de una persona asignada"


@pytest.mark.parametrize("kind", sorted(SAMPLES.keys() - LONGER))
def test_an_ordinary_letter_fits_one_page(kind: str):
    assert len(reader_of(kind, SAMPLES[kind](is_demonstration=True)).pages) == 1


@each_kind
def test_every_font_is_embedded(kind: str):
    page: Any = reader_of(kind, SAMPLES[kind]()).pages[0]
    fonts = [font.get_object()["/DescendantFonts"][0].get_object() for font in page["/Resources"]["/Font"].values()]

    assert fonts
    assert all("/FontFile3" in f["/FontDescriptor"] or "/FontFile2" in f["/FontDescriptor"] for f in fonts)


@each_kind
def test_the_seal_shows_address_code_and_hash(kind: str):
    content = SAMPLES[kind]()

    text = text_of(kind, content)

    assert "https://reinserta.ejemplo.pe/verificar/K7QM-3XTR" in text
    assert "código K7QM-3XTR" in text
    assert visible_hash(content) in text


@each_kind
def test_the_address_of_the_seal_is_a_link(kind: str):
    pages: Any = reader_of(kind, SAMPLES[kind]()).pages

    links = [note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", ())]
    assert COMMON["verification"]["url"] in links


@each_kind
def test_the_file_carries_the_whole_digest(kind: str):
    content = SAMPLES[kind]()

    metadata: Any = reader_of(kind, content).metadata

    assert metadata["/Keywords"] == f"sha256:{content_sha256(content)}"


@each_kind
def test_a_preview_says_so_and_carries_no_seal(kind: str):
    pdf = render(kind, SAMPLES[kind](), is_preview=True)

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)

    assert "VISTA PREVIA" in text
    assert "Compruebe que este documento es auténtico" not in text


@each_kind
def test_only_a_demonstration_is_marked(kind: str):
    mark = "DEMOSTRACIÓN — sin valor oficial"

    assert mark in text_of(kind, SAMPLES[kind](is_demonstration=True))
    assert mark not in text_of(kind, SAMPLES[kind]())


@pytest.mark.parametrize("tricky", TRICKY)
def test_markup_in_a_text_is_printed_as_written(tricky: str):
    assert f"Tarea {tricky} Funciones" in text_of("presentation_to_unit", presentation(task=tricky))


def test_an_emoji_is_printed_by_its_code_point():
    assert "Tarea Riego [U+1F642]" in text_of("presentation_to_unit", presentation(task="Riego 🙂"))


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=12).filter(str.strip))
def test_any_text_makes_a_letter(task: str):
    assert render("presentation_to_unit", presentation(task=task)).startswith(b"%PDF-")


def test_long_duties_flow_to_more_pages_with_number_and_count():
    content = presentation(duties=["Ordenar y foliar expedientes del archivo central, caja por caja. " * 3] * 25)

    text = text_of("presentation_to_unit", content)

    assert "Página 2 de 3" in text
    assert "Instituto Nacional Penitenciario · OFICIO N.º 000123-2026-EML JULIACA" in text


@pytest.mark.parametrize("duties", [5, 6, 7, 8, 9, 20])
def test_the_last_words_the_signature_and_the_seal_stay_together(duties: int):
    content = presentation(duties=["Foliar"] * duties)

    last_page = reader_of("presentation_to_unit", content).pages[-1].extract_text()

    assert all(words in last_page for words in ("Atentamente", "Martha Yupanqui", "Compruebe"))


def test_a_name_without_spaces_stays_on_the_paper():
    content = presentation(person=COMMON["person"] | {"name": "x" * 300})
    x_positions: list[float] = []

    page = reader_of("presentation_to_unit", content).pages[0]
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: x_positions.append(tm[4]))

    assert max(x_positions) < page.mediabox.width


@pytest.mark.parametrize("kind", sorted(executions.SAMPLES.keys() - SILENT_ON_PENALTY))
def test_a_free_day_restriction_has_its_own_words(kind: str):
    text = text_of(kind, SAMPLES[kind](penalty="free_day_restriction")).lower()

    assert "limitación de días libres" in text
    assert "servicios a la comunidad" not in text


def test_content_is_checked_before_anything_is_set():
    with pytest.raises(ContentRefused):
        render("presentation_to_unit", presentation(offence="x"))


def test_templates_can_come_from_another_folder(tmp_path: Path):
    for source in letter_templates().iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    (tmp_path / "letter.typ").write_text(
        (letter_templates() / "letter.typ").read_text(encoding="utf-8").replace("Página", "Hoja"), encoding="utf-8"
    )

    pdf = render("presentation_to_unit", presentation(), templates=tmp_path)

    assert "Hoja 1 de 1" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert template_version("presentation_to_unit", tmp_path) != template_version("presentation_to_unit")
