"""What the API's tests share: a program of one office, and one of another."""

import pytest
from flask import Flask

from registry.services.accounts.accounts import Account
from tests.factories.accounts import make_office, make_officer
from tests.registry.api.programs import Program


@pytest.fixture
def officer(app: Flask) -> Account:
    """A case officer of an office whose letters can be issued."""
    office = make_office(address="Jr. Lima 100", phone="051 321456")
    return make_officer(office_id=office.id)


@pytest.fixture
def program(app: Flask, officer: Account) -> Program:
    """A program of the case officer."""
    return Program(app, officer)


@pytest.fixture
def stranger(app: Flask) -> Program:
    """A program of an officer of another office."""
    return Program(app, make_officer())
