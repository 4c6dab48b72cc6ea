from pathlib import Path

from flask.testing import FlaskClient

from registry.config import Settings
from registry.extensions.clock import now
from registry.factory import create_app
from registry.services.rounds import workers
from tests.factories.accounts import make_officer
from tests.factories.rounds import make_round


def test_the_process_answers_without_asking_the_database(tmp_path: Path):
    app = create_app(Settings(env="test", instance=str(tmp_path)))

    assert app.test_client().get("/healthz").json == {"status": "ok"}


def test_without_a_worker_the_service_is_not_ready(client: FlaskClient):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json == {"status": "unavailable", "database": True, "worker": False}


def test_with_database_and_worker_the_service_is_ready(client: FlaskClient):
    workers.beat("worker-1", at=now())

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json == {"status": "ok", "database": True, "worker": True}


def test_without_its_tables_the_service_is_not_ready(tmp_path: Path):
    app = create_app(Settings(env="test", instance=str(tmp_path)))

    response = app.test_client().get("/readyz")

    assert response.status_code == 503
    assert response.json == {"status": "unavailable", "database": False, "worker": False}


def test_metrics_count_requests_by_endpoint_and_hold_no_address(client: FlaskClient):
    client.get("/ingresar?siguiente=/personas/quispe")

    text = client.get("/metrics").get_data(as_text=True)

    assert 'reinserta_requests_total{endpoint="sign_in.show",method="GET",status="200"}' in text
    assert "quispe" not in text


def test_metrics_tell_how_many_rounds_stand_in_each_state(client: FlaskClient):
    make_round(officer=make_officer())

    assert 'reinserta_rounds{state="empty"} 1.0' in client.get("/metrics").get_data(as_text=True)
