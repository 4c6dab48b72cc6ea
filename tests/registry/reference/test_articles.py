"""Articles of the Código Penal, their titles and the bar on school posts."""

import pytest

from registry.reference.articles import (
    Article,
    MalformedArticle,
    bars_school_posts,
    education_bars,
    families,
    find_family,
)


def test_articles_stand_in_the_order_of_the_code():
    codes = ["129", "129-A", "129-N", "129-Ñ", "129-O", "130"]

    assert [str(article) for article in sorted(map(Article.parse, reversed(codes)))] == codes


@pytest.mark.parametrize("typed", ["122-B", "122b", " 122 - b "])
def test_what_people_type_is_printed_in_one_form(typed):
    assert str(Article.parse(typed)) == "122-B"


@pytest.mark.parametrize("text", ["", "B-122", "122-", "122-BB", "1222", "ciento diez"])
def test_another_form_is_refused_with_what_was_typed(text):
    with pytest.raises(MalformedArticle) as refusal:
        Article.parse(text)

    assert refusal.value.text == text


@pytest.mark.parametrize(
    ("article", "code"),
    [("110", "2-I"), ("129-M", "2-I-A"), ("130", "2-II"), ("274", "2-XII"), ("323", "2-XIV-A"), ("444-A", "3-III")],
)
def test_an_article_belongs_to_its_title(article, code):
    family = find_family(Article.parse(article))

    assert family is not None
    assert family.code == code


def test_articles_of_the_general_part_belong_to_no_title():
    assert find_family(Article(34)) is None
    assert find_family(Article(440)) is None


def test_titles_do_not_overlap_and_stand_in_order():
    edges = [edge for family in families() for edge in (family.first, family.last)]

    assert edges == sorted(edges)
    assert len({family.code for family in families()}) == len(families()) == 26


@pytest.mark.parametrize("article", ["106", "108-B", "154-B", "170", "176-B", "296-A", "298", "316-A", "321"])
def test_the_offences_of_law_29988_bar_school_posts(article):
    assert bars_school_posts(Article.parse(article))


@pytest.mark.parametrize("article", ["108-D", "110", "111", "122-B", "149", "154", "182", "274", "303", "323", "441"])
def test_other_offences_leave_school_posts_open(article):
    assert not bars_school_posts(Article.parse(article))


def test_articles_reached_by_interpretation_are_marked():
    assert {bar.item for bar in education_bars() if bar.status == "to_confirm"} == {"e", "g"}
