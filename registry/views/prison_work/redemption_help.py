"""What days of work in prison are worth, told to whoever works: rates of today and worked examples."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from registry.extensions.clock import today
from registry.ledger.labour.examples import RedemptionExample, redemption_examples
from registry.ledger.labour.redemption import Redemption, redeem
from registry.norms import NoNormInForce, Norm, norm_at
from registry.vocabulary.prison_work import Stage
from registry.web.permissions import public

blueprint = Blueprint("redemption_help", __name__, url_prefix="/ayuda")

NORM_CODES = ("prison_work_day_hours_min", "prison_work_daily_hours_max", "redemption_ratio_recidivist")


@dataclass(frozen=True)
class Told:
    """An example with what the ledger makes of it."""

    example: RedemptionExample
    redemption: Redemption


@blueprint.get("/redencion")
@public
def show() -> str:
    """Explain how days are counted and redeemed."""
    on = today()
    return render_template(
        "help/redemption.html",
        on=on,
        norms={code: norm_at(code, on) for code in NORM_CODES},
        rates=[(stage, _rate(stage)) for stage in Stage],
        told=[Told(example, redeem(example.facts, example.on)) for example in redemption_examples()],
    )


def _rate(stage: Stage) -> Norm | None:
    try:
        return norm_at(f"redemption_ratio_{stage.value}", today())
    except NoNormInForce:
        return None
