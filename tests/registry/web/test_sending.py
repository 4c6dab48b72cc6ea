from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from registry.errors import InvalidFields
from registry.services.documents.uploads import LARGEST_BYTES
from registry.web.sending import take, take_if_sent
from tests.files import plain_pdf


@pytest.fixture
def bare_app() -> Flask:
    return Flask(__name__)


@pytest.mark.parametrize("fields", [{}, {"file": (BytesIO(b""), "")}, {"other": (BytesIO(b"x"), "x.pdf")}])
def test_a_box_that_was_left_empty_sends_nothing(bare_app: Flask, fields: dict[str, object]):
    with bare_app.test_request_context(method="POST", data=fields):
        assert take_if_sent() is None


def test_a_file_is_read_from_the_box_that_is_asked_for(bare_app: Flask):
    with bare_app.test_request_context(method="POST", data={"proof": (BytesIO(plain_pdf()), "sustento.pdf")}):
        taken = take_if_sent("proof")

    assert taken is not None
    assert (taken.name, taken.content) == ("sustento.pdf", plain_pdf())


def test_a_file_that_is_too_large_is_refused():
    large = FileStorage(BytesIO(plain_pdf() + b" " * LARGEST_BYTES), "largo.pdf")

    with pytest.raises(InvalidFields):
        take(large)
