"""What the law says of a penalty's jornadas and of the day on which it prescribes."""

import re
from dataclasses import dataclass, replace
from datetime import date

from registry.norms import LIMITATIVE_PENALTIES, NoNormInForce, value_at
from registry.reference.articles import Article, bars_school_posts, find_family
from registry.reference.months import A_YEAR, add_months
from registry.reference.offences import find_offence
from registry.vocabulary.people import PenaltyOrigin, SentenceKind

#: An article as officers type it: «195», «art. 122-B CP».
TYPED_ARTICLE = re.compile(
    r"(?:art(?:[ií]culo|\.)?)?\s*(?P<number>\d{1,3}(?:\s*-?\s*[a-zñ])?)\s*(?:c\.?\s?p\.?)?", re.IGNORECASE
)
#: Beginning of the norms' codes, and article, of each penalty's general limits.
GENERAL = {SentenceKind.COMMUNITY_SERVICE: "autonomous", SentenceKind.FREE_DAY_RESTRICTION: "free_day"}
ARTICLES = {SentenceKind.COMMUNITY_SERVICE: "34.5", SentenceKind.FREE_DAY_RESTRICTION: "35.3"}
#: Misdemeanours whose penalty prescribes later (art. 440.5 CP).
SERIOUS_MISDEMEANOURS = {Article(441), Article(444)}


@dataclass(frozen=True)
class Bounds:
    """Least and most jornadas, and the article that says so."""

    minimum: int
    maximum: int
    article: str

    def __contains__(self, jornadas: int) -> bool:
        return self.minimum <= jornadas <= self.maximum


def offence_key(typed: str) -> str | None:
    """The key under which an offence is kept; None when it names nothing.

    A converted penalty may stem from any article of Libros II and III: «art. 195» gives 195.
    """
    text = typed.strip()
    if find_offence(text):
        return text
    article = _article(text)
    return str(article) if article else None


def has_own_penalty(offence: str) -> bool:
    """Whether the code gives this offence service or restriction of free days by itself."""
    known = find_offence(offence)
    return known is not None and known.penalty is not None


def bars_students(offence: str) -> bool:
    """Whether art. 1.5 of Ley 29988 bars whoever committed it from contact with students."""
    known = find_offence(offence)
    article = known.article if known else _article(offence)
    return article is not None and bars_school_posts(article)


def jornadas_admitted(kind: SentenceKind, offence: str, judgment_date: date) -> Bounds:
    """The range of an autonomous penalty on the day of the judgment.

    It is the offence's own, or where the catalogue knows none for that day the general one
    of arts. 34.5 and 35.3 CP.
    """
    known = find_offence(offence)
    in_force = known.range_at(judgment_date) if known else None
    if known is not None and in_force is not None:
        return Bounds(in_force.minimum, in_force.maximum, str(known.article))
    general = jornadas_by_law(kind, PenaltyOrigin.AUTONOMOUS, judgment_date)
    return replace(general, minimum=_figure(f"{GENERAL[kind]}_jornadas_min", judgment_date))


def jornadas_by_law(kind: SentenceKind, origin: PenaltyOrigin, judgment_date: date) -> Bounds:
    """What no exception may leave: from one jornada to the penalty's general maximum."""
    if origin is PenaltyOrigin.CONVERTED:
        return Bounds(1, _figure("converted_jornadas_max", judgment_date), "52")
    return Bounds(1, _figure(f"{GENERAL[kind]}_jornadas_max", judgment_date), ARTICLES[kind])


def suggested_prescription(offence: str, judgment_date: date) -> date | None:
    """Day on which a misdemeanour's penalty prescribes without recidivism (art. 440.5 CP); None for crimes.

    Counted from the judgment; an officer corrects it where the judgment became final later.
    """
    known = find_offence(offence)
    if known is None or known.prescription_years is None:
        return None
    is_serious = known.article in SERIOUS_MISDEMEANOURS
    code = "serious_misdemeanour_prescription_years" if is_serious else "misdemeanour_prescription_years"
    try:
        return add_months(judgment_date, A_YEAR * value_at(code, judgment_date))
    except NoNormInForce:
        return None


def _figure(code: str, judgment_date: date) -> int:
    """The norm's figure; judgments older than the text of 2015 are held against it, the oldest that is kept."""
    return value_at(code, max(judgment_date, LIMITATIVE_PENALTIES))


def _article(text: str) -> Article | None:
    typed = TYPED_ARTICLE.fullmatch(text)
    if typed is None:
        return None
    article = Article.parse(typed["number"])
    return article if find_family(article) else None
