from datetime import date

from registry.views.formats.norms import legal_term


def test_a_term_is_told_with_its_article_and_its_doubt():
    assert legal_term("interview_term", date(2026, 9, 7)) == "10 días hábiles (art. 255 RCEP, por confirmar)"


def test_a_term_is_told_as_the_norm_in_force_on_the_day_says():
    assert legal_term("notification_term", date(2026, 4, 30)) == "5 días hábiles (art. 24.1 LPAG, por confirmar)"
    assert legal_term("notification_term", date(2026, 5, 1)) == "5 días hábiles (art. 24 LPAG)"
