from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from registry.demo.papers import paper_for
from registry.vocabulary.documents import MediaType
from registry.vocabulary.procedures import Evidence

TITLE = "Albergue Ñandú: Designación de quien representa a la institución, con su número"


def test_a_page_says_its_title_with_every_accent_and_within_its_margins() -> None:
    paper = paper_for(Evidence.DOCUMENT, TITLE)

    text = " ".join(PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
    assert paper.media_type is MediaType.PDF
    assert text == f"{TITLE} Documento inventado para la demostración."


def test_a_photograph_is_as_wide_as_one() -> None:
    paper = paper_for(Evidence.PHOTO, TITLE)

    assert paper.media_type is MediaType.JPEG
    width, height = Image.open(BytesIO(paper.content)).size
    assert width > height > 600


@pytest.mark.parametrize("evidence", [Evidence.DOCUMENT, Evidence.PHOTO])
def test_each_title_s_paper_is_another(evidence: Evidence) -> None:
    assert paper_for(evidence, "Acta").content != paper_for(evidence, "Estatuto").content
