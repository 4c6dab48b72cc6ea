"""Facts that the registry takes from outside: places, prisons, courts, offences, holidays, months and hours.

Each module reads its tables on first use and keeps them; nothing here changes while the process runs.
Where every table comes from stands in `SOURCES.md` and, for pages, in `sources.SOURCES`.
"""
