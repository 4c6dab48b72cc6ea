from registry.letters.legibility import legible


def test_peruvian_names_pass_unchanged():
    assert (
        legible("Ñaupari Güimac, María José d’Añez – 2.º piso «B»")
        == "Ñaupari Güimac, María José d’Añez – 2.º piso «B»"
    )


def test_a_letter_and_its_loose_accent_become_one():
    assert legible("Jose\u0301") == "José"


def test_a_character_without_a_glyph_is_named():
    assert legible("Rosa 🙂 漢") == "Rosa [U+1F642] [U+6F22]"


def test_invisible_characters_that_could_reorder_a_line_are_named():
    assert legible("abc\u202ecba\x07") == "abc[U+202E]cba[U+0007]"


def test_only_texts_are_touched_at_any_depth():
    assert legible({"a": [1, None, True, {"b": "🙂\n"}]}) == {"a": [1, None, True, {"b": "[U+1F642]\n"}]}
