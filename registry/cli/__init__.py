"""The `reinserta` command: each module here is one group of commands."""

import sys
from collections.abc import Iterable
from importlib import import_module

import click
from flask import Flask
from flask.cli import ScriptInfo

from registry.cli import (
    audit,
    backup,
    daily,
    database,
    demo,
    export,
    imports,
    keys,
    letters,
    offices,
    rounds,
    serving,
    users,
)
from registry.cli.options import asked_as
from registry.errors import DomainError, InvalidFields, UnsafeSettings
from registry.vocabulary.messages import message

#: The factory stands above the commands and hangs them on the application, so they find it by its name.
FACTORY = "registry.factory"
GROUPS = (
    audit.group,
    database.group,
    demo.group,
    imports.group,
    keys.group,
    letters.group,
    offices.group,
    rounds.group,
    users.group,
)
COMMANDS = (backup.backup, daily.daily, export.export, serving.serve, serving.web, serving.worker)
program = click.Group("reinserta", commands=[*GROUPS, *COMMANDS])


def register(app: Flask) -> None:
    """Hang the commands on the application's command line."""
    for command in program.commands.values():
        app.cli.add_command(command)


def main() -> None:
    """Run one command on the application that the environment's settings describe; refusals end with 1."""
    try:
        app: Flask = import_module(FACTORY).create_app()
        program.main(prog_name=program.name, obj=ScriptInfo(create_app=lambda: app))
    except UnsafeSettings as unsafe:
        _end(message(code, facts) for code, facts in unsafe.facts["problems"])
    except InvalidFields as refusal:
        _end(f"{asked_as(field)}: {message(code, facts)}" for field, (code, facts) in refusal.problems.items())
    except DomainError as refusal:
        _end([message(refusal.code, refusal.facts)])


def _end(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)
