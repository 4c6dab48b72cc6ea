"""Agreements (*convenios*): drafted, signed, followed, renewed, ended, and published every quarter."""
