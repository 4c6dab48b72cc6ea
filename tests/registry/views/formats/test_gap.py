import pytest

from registry.views.formats.gap import OPTIMAL, UNKNOWN, gap_sentence, proven_share


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (0.0005, "Logra al menos el 99.95 % de lo máximo posible: no vale la pena esperar más."),
        (0.001, "Logra al menos el 99.90 % de lo máximo posible: no vale la pena esperar más."),
        (0.0010001, "Logra al menos el 99.8 % de lo máximo posible. Es buena para decidir."),
        (0.006, "Logra al menos el 99.4 % de lo máximo posible. Es buena para decidir."),
        (0.01, "Logra al menos el 99.0 % de lo máximo posible. Es buena para decidir."),
        (0.0101, "Logra al menos el 98.9 %. Si puede, calcule dos minutos más."),
        (0.05, "Logra al menos el 95.0 %. Si puede, calcule dos minutos más."),
        (0.0501, "Es un borrador: solo se garantiza el 94 %. Siga calculando antes de confirmar."),
        (0.12, "Es un borrador: solo se garantiza el 88 %. Siga calculando antes de confirmar."),
        (1.7, "Es un borrador: solo se garantiza el 0 %. Siga calculando antes de confirmar."),
    ],
)
def test_the_sentence_follows_the_gap(gap: float, told: str):
    assert gap_sentence(gap, "feasible").replace("\u00a0", " ") == told


def test_only_an_optimal_plan_is_said_to_be_the_best():
    assert gap_sentence(0.0, "optimal") == OPTIMAL
    assert "99.99" in gap_sentence(0.0, "feasible")


def test_a_plan_without_bound_is_only_a_start():
    assert gap_sentence(None, "feasible") == UNKNOWN
    assert gap_sentence(None, None) == UNKNOWN


@pytest.mark.parametrize(("gap", "share"), [(1e-12, "99.99"), (0.00051, "99.94"), (0.00609, "99.3"), (0.129, "87")])
def test_the_share_is_rounded_down(gap: float, share: str):
    assert proven_share(gap) == f"{share}\u00a0%"


def test_a_bound_over_a_shortlist_says_so():
    assert gap_sentence(0.006, "feasible", shortlist=True).endswith("solo las opciones preseleccionadas.")
    assert "entre las opciones preseleccionadas" in gap_sentence(0.0, "optimal", shortlist=True)


def test_a_proven_first_stage_is_told_apart():
    told = gap_sentence(
        0.006, "feasible", {"placed": 312, "value": 9940}, {"placed": 312, "value": 10000}, equal_weights=True
    )

    assert told.replace("\u00a0", " ") == (
        "No es posible ubicar a más personas (demostrado). En cercanía y aptitud logra al menos el 99.4 %."
    )


def test_unequal_weights_are_never_told_in_people():
    proven = gap_sentence(0.006, "feasible", {"placed": 312, "value": 9940}, {"placed": 312, "value": 10000})
    open_ended = gap_sentence(0.02, "feasible", {"placed": 980, "value": 9940}, {"placed": 1000, "value": 10000})

    assert proven.startswith("No es posible atender más urgencia (demostrado).")
    assert "En urgencia atendida logra al menos el 98.0\u00a0%." in open_ended
    assert "personas" not in proven + open_ended


def test_the_verdict_is_that_of_the_worst_stage():
    told = gap_sentence(0.02, "feasible", {"placed": 980, "value": 9999}, {"placed": 1000, "value": 10000})

    assert told.startswith("Logra al menos el 98.0\u00a0%. Si puede, calcule dos minutos más.")


@pytest.mark.parametrize("bound", [0.5, -30.0])
def test_a_bound_too_small_for_a_share_is_told_in_points_rounded_up(bound: float):
    told = gap_sentence(0.2, "feasible", {"value": bound - 0.201}, {"value": bound})

    assert told == "En cercanía y aptitud podrían faltar hasta 0.21 puntos."


def test_one_stage_alone_is_told_by_the_table():
    told = gap_sentence(0.006, "feasible", {"value": 9940}, {"value": 10000})

    assert told == gap_sentence(0.006, "feasible")
