"""Rounds of a prison: what weighs when inmates are proposed for work."""

from registry.vocabulary.term import Term


class WorkPreset(Term):
    """What weighs most in a prison's round; the figures belong to the matching rules."""

    BALANCED = "balanced", "Equilibrado"
    TRADE = "trade", "Oficio"
    TURN = "turn", "Turno de espera"


class WorkCriterion(Term):
    """What a post's score for an inmate is made of (RPROD arts. 18 and 19)."""

    PREFERENCE = "preference", "Orden de preferencia"
    SKILL = "skill", "Aptitudes pedidas"
    EXPERIENCE = "experience", "Experiencia en el oficio"
    TRAINING = "training", "Capacitación que ofrece"
    FIRST_TIMER = "first_timer", "Primera vez en prisión"
    YOUTH = "youth", "Joven"
    CETPRO = "cetpro", "Egresado del CETPRO"
    WAITING = "waiting", "Tiempo de espera"
