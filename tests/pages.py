"""What every page must keep, checked on each one that a test fetches.

`check_page(response.get_data(as_text=True))` in a test, or in the client that
the tests share, is all that a page's test needs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
from html5lib.html5parser import ParseError

SILENT = {"script", "style", "code", "kbd", "samp", "pre", "template"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
COUNTED = (
    "años|ayudas|cartas|decisiones|días|filas|horas|jornadas|meses|páginas|penas|personas|plazas|propuestas|puntos|"
    "resultados|rondas|sentencias|turnos|ubicaciones|unidades|vacantes"
)
MACHINE_WORDS = (
    "active|applied|completed|confirmed|current|draft|ended|expired|expiring|interrupted|issued|placed|queued|"
    "ready|replaced|running|staged|stopped|suspended|undone|unplaced|withdrawn|true|false|null|undefined|nan"
)
LEAKS = {
    "None": re.compile(r"\bNone\b"),
    "an ISO date": re.compile(r"\b(19|20)\d\d-[01]\d-[0-3]\d\b"),
    "a machine word": re.compile(rf"\b({MACHINE_WORDS})\b", re.IGNORECASE),
    "a machine name": re.compile(r"(?<![@\w./-])[a-z]+_[a-z_]+\b(?!@)"),
    "a Python value": re.compile(r"<[A-Z]\w+[ :.]|\b[A-Z]\w+\.[A-Z_]{3,}\b|\bdatetime\.|\bDecimal\("),
    "one with a plural": re.compile(rf"(?<![\d.,/:–-])\b1\s(?:{COUNTED})\b"),
    "an unfilled template": re.compile(r"\{\{|\}\}|\{%|%\}"),
}


def check_page(html: str) -> None:
    """Fail with everything that is wrong with the page, one finding a line."""
    found = findings(html)
    assert not found, "\n".join(found)


def findings(html: str) -> list[str]:
    """List what is wrong with a whole page; empty when it is sound."""
    try:
        page = parse(html)
    except ParseError as error:
        return [f"does not parse: {error}"]
    rules = (_frame, _ids, _references, _labels, _forms, _headings, _tables, _inline, _words)
    return [finding for rule in rules for finding in rule(page)]


def parse(html: str) -> Element:
    """Parse a page as a browser does, but without its patience.

    Raises:
        ParseError: The markup breaks the standard.
    """
    page: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return page


def visible_text(page: Element) -> str:
    """Collect what is read on the page, its pieces apart, without scripts and codes."""
    return " ".join(piece.strip() for piece in _pieces(page) if piece.strip())


def _pieces(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _frame(page: Element) -> Iterator[str]:
    title = "".join(page.findtext(".//head/title") or "").strip()
    if page.get("lang") != "es":
        yield 'html is not lang="es"'
    if not title.strip(" –-|") or title.startswith(("–", "-", "|")):
        yield f"the title is empty: {title!r}"
    if page.find(".//*[@id='resumen-errores']") is not None and not title.startswith("Error: "):
        yield f"a refused form's title does not begin «Error: »: {title!r}"
    if page.find(".//meta[@name='viewport']") is None:
        yield "no viewport"
    if len(list(page.iter("main"))) != 1:
        yield "there is not exactly one main"


def _ids(page: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    yield from (f"the id {name!r} stands {times} times" for name, times in counts.items() if times > 1)
    yield from (f"the id {name!r} is empty or has a space" for name in counts if not name or " " in name)


def _references(page: Element) -> Iterator[str]:
    known = {element.get("id") for element in page.iter()}
    for element in page.iter():
        pointed = [*(element.get(name) or "" for name in ("for", "aria-describedby", "aria-labelledby", "form"))]
        for name in " ".join(pointed).split():
            if name not in known:
                yield f"{_told(element)} points to {name!r}, which is not on the page"
        href = element.get("href", "")
        if element.tag == "a" and (href == "#" or (href.startswith("#") and href[1:] not in known)):
            yield f"the link {_text(element)!r} leads nowhere: {href!r}"


def _labels(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label") if _text(label)}
    wrapped = {id(inner) for label in page.iter("label") for inner in label.iter()}
    for element in page.iter():
        if element.tag in {"input", "select", "textarea"} and element.get("type") not in UNLABELLED:
            named = element.get("aria-label") or element.get("aria-labelledby")
            if not named and element.get("id") not in labelled and id(element) not in wrapped:
                yield f"{_told(element)} has no label"
        if element.tag in {"a", "button"} and not (_text(element) or element.get("aria-label")):
            yield f"{_told(element)} has no words"
        if element.tag == "img" and element.get("alt") is None:
            yield f"{_told(element)} has no alt"


def _forms(page: Element) -> Iterator[str]:
    for form in page.iter("form"):
        method = form.get("method", "").lower()
        if method not in {"get", "post"}:
            yield f"{_told(form)} does not say its method"
        if not form.get("action"):
            yield f"{_told(form)} has no action"
        tokens = [field for field in form.iter("input") if field.get("name") == "csrf_token"]
        if method == "post" and not any(token.get("value") for token in tokens):
            yield f"{_told(form)} posts without csrf_token"
        if method == "get" and tokens:
            yield f"{_told(form)} puts its csrf_token in the address"


def _headings(page: Element) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} h1"
    body = levels[levels.index(1) :] if 1 in levels else []
    yield from (f"h{high} is followed by h{low}" for high, low in pairwise(body) if low > high + 1)


def _tables(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        caption = table.find("caption")
        if caption is None or not _text(caption):
            yield f"{_told(table)} has no caption"
        if any(not (cell.get("scope")) for cell in table.iter("th")):
            yield f"{_told(table)} has a th without scope"


def _inline(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"an inline {element.tag}"
        for name in element.attrib:
            if name == "style" or str(name).startswith("on"):
                yield f"{_told(element)} has an inline {name}"
        if {"btn-outline-warning", "btn-outline-info"} & set(element.get("class", "").split()):
            yield f"{_told(element)} has a banned colour"


def _words(page: Element) -> Iterator[str]:
    body = page.find("body")
    text = visible_text(body if body is not None else page) + " " + (page.findtext(".//head/title") or "")
    for leak, pattern in LEAKS.items():
        for match in list(pattern.finditer(text))[:3]:
            around = text[max(0, match.start() - 30) : match.end() + 30]
            yield f"{leak} is shown: …{around}…"


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _told(element: Element) -> str:
    marks = [f'{name}="{element.get(name)}"' for name in ("id", "name", "action", "href") if element.get(name)]
    return f"<{' '.join([str(element.tag), *marks])}>"
