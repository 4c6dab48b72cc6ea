"""Numbers, quantities and amounts of money: decimal point, comma of thousands, unit kept on its line."""

from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MISSING = "—"
#: Seconds that round to a tenth.
SHORTEST_TOLD = 0.05


def number(value: float | None, decimals: int = 0) -> str:
    """Tell a number: «90,268»; ties are rounded away from zero, as people round."""
    if value is None:
        return MISSING
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,}".replace("-", "−")


def whole(value: float) -> int:
    """The whole number that `number` tells."""
    return int(Decimal(str(value)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def km(value: float | None) -> str:
    """Tell a distance: «8.4 km»."""
    return MISSING if value is None else f"{number(value, 1)}{NBSP}km"


def percent(share: float | None, decimals: int = 0) -> str:
    """Tell a share of one: 0.31 as «31 %»."""
    return MISSING if share is None else f"{number(share * 100, decimals)}{NBSP}%"


def seconds(value: float | None) -> str:
    """Tell how long something took: «8.4 s»; what is too short to be told so, as less than the shortest."""
    if value is None:
        return MISSING
    return f"menos de 0.1{NBSP}s" if value < SHORTEST_TOLD else f"{number(value, 1)}{NBSP}s"


def soles(centimos: int | None) -> str:
    """Tell an amount kept in céntimos: 103770 as «S/ 1,037.70»."""
    return MISSING if centimos is None else f"S/{NBSP}{Decimal(centimos).scaleb(-2):,.2f}"


def plural(count: int, one: str, many: str) -> str:
    """Tell a count with its noun: «1 persona», «312 personas»."""
    return f"{number(count)} {one if count == 1 else many}"
