from tests.registry.letters.cases import CASE, filing_receipt, observation_notice, resolution
from tests.registry.letters.paper import text_of


def test_the_receipt_tells_until_when_the_office_decides():
    text = text_of("filing_receipt", filing_receipt())

    assert "La oficina resuelve en 30 días hábiles: hasta el martes 6 de octubre de 2026" in text
    assert "silencio positivo" in text
    assert "por confirmar en el TUPA" in text


def test_the_receipt_names_who_answers_for_it_and_has_no_signature():
    text = text_of("filing_receipt", filing_receipt())

    assert "La autoridad responsable es Martha Yupanqui Ñaupari, Jefa del Establecimiento de Medio Libre" in text
    assert text.count("Martha Yupanqui Ñaupari") == 1


def test_a_confirmed_term_is_told_without_doubt():
    deciding = filing_receipt()["deciding"] | {"is_confirmed": True}

    assert "por confirmar" not in text_of("filing_receipt", filing_receipt(deciding=deciding))


def test_a_receipt_without_a_known_term_promises_none():
    text = text_of("filing_receipt", filing_receipt(deciding=None))

    assert "La oficina resuelve en" not in text
    assert "por confirmar" in text


def test_the_notice_lists_every_observation_with_its_term():
    text = text_of("observation_notice", observation_notice())

    assert "1. Estatutos o partida registral. Falta la página 3, donde consta el fin." in text
    assert "2. Fotografía de la sede. No se ve la entrada." in text
    assert "2 días hábiles, contados desde el día siguiente de recibir este correo" in text
    assert "si lo recibe el 7 de setiembre de 2026, hasta el miércoles 9 de setiembre de 2026" in text


def test_on_paper_the_last_day_is_not_known_yet():
    cure = {"business_days": 2, "due_on": None}

    text = text_of("observation_notice", observation_notice(means="paper", cure=cure))

    assert "contados desde el día siguiente de recibir este documento" in text
    assert "si lo recibe" not in text
    assert "Recibí este documento" in text


def test_whoever_is_told_by_mail_signs_nothing():
    assert "Recibí este documento" not in text_of("observation_notice", observation_notice())


def test_the_resolution_numbers_what_it_decides_and_tells_how_to_contest():
    text = text_of("resolution", resolution())

    assert "Primero. Inscribir a Asociación Hogar San José de Juliaca" in text
    assert "Segundo. Registrar su sede" in text
    assert "15 días hábiles, contados desde el día siguiente de recibir este correo" in text
    assert "Martha Yupanqui Ñaupari Jefa del Establecimiento de Medio Libre" in text


def test_more_articles_than_ordinals_are_numbered():
    assert "Artículo 11. Once." in text_of("resolution", resolution(decided=["Uno."] * 10 + ["Once."]))


def test_somebody_without_a_ruc_is_told_without_one():
    applicant = CASE["applicant"] | {"ruc": None, "representative": None, "address": None}

    assert "RUC" not in text_of("resolution", resolution(applicant=applicant))
