from datetime import timedelta

from flask import Flask

from registry.extensions.clock import now
from registry.services.rounds import workers

MOMENT = now()
SOON = timedelta(seconds=5)


def test_a_worker_lives_from_its_first_beat(app: Flask) -> None:
    workers.beat("one", at=MOMENT)

    assert workers.list_alive(at=MOMENT + SOON) == ["one"]


def test_a_worker_that_beats_again_goes_on_living(app: Flask) -> None:
    workers.beat("one", at=MOMENT)
    workers.beat("one", at=MOMENT + workers.SILENCE)

    assert workers.is_any_alive(at=MOMENT + workers.SILENCE + SOON)


def test_a_worker_that_falls_silent_is_taken_for_dead(app: Flask) -> None:
    workers.beat("one", at=MOMENT)
    workers.beat("two", at=MOMENT + SOON)

    assert workers.list_alive(at=MOMENT + workers.SILENCE + SOON) == ["two"]


def test_a_worker_that_signs_off_is_gone_at_once(app: Flask) -> None:
    workers.beat("one", at=MOMENT)
    workers.beat("two", at=MOMENT)

    workers.leave("one")

    assert workers.list_alive(at=MOMENT) == ["two"]


def test_silent_workers_are_forgotten(app: Flask) -> None:
    workers.beat("one", at=MOMENT - timedelta(days=2))
    workers.beat("two", at=MOMENT)

    workers.forget_silent(before=MOMENT - timedelta(days=1))

    assert workers.list_alive(at=MOMENT - timedelta(days=2)) == ["two"]
