"""Lets a process start another one: `python -m registry.cli`."""

from registry.cli import main

main()
