import gzip

import pytest
from flask.testing import FlaskClient

PACKED = {"Accept-Encoding": "br, gzip"}
STYLES = "/static/vendor/bootstrap-5.3.9.min.css"


@pytest.mark.parametrize(
    "path", ["/ingresar", "/nada", STYLES, "/static/reinserta.js", "/static/maps/departments.json"]
)
def test_text_goes_out_packed_to_whoever_takes_it(client: FlaskClient, path: str):
    with client.get(path, headers=PACKED) as packed, client.get(path) as plain:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert len(packed.data) < len(plain.data)
        assert len(gzip.decompress(packed.data)) == len(plain.data)


@pytest.mark.parametrize("path", ["/ingresar", STYLES])
def test_caches_are_told_that_the_packing_may_differ(client: FlaskClient, path: str):
    with client.get(path) as response:
        assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/healthz", "/metrics"])
def test_what_programs_read_goes_out_plain(client: FlaskClient, path: str):
    with client.get(path, headers=PACKED) as response:
        assert "Content-Encoding" not in response.headers


def test_a_file_that_the_browser_has_is_not_sent_again(client: FlaskClient):
    with client.get(STYLES, headers=PACKED) as first:
        tag = first.headers["ETag"]

    with client.get(STYLES, headers={**PACKED, "If-None-Match": tag}) as second:
        assert (second.status_code, second.data) == (304, b"")


def test_the_length_of_a_page_does_not_betray_what_is_on_it(client: FlaskClient):
    lengths = {len(client.get("/ingresar", headers=PACKED).data) for _ in range(20)}

    assert len(lengths) > 5
