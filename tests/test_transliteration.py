"""Names found in another alphabet: spellings that share a key, and names that must not."""

import csv
import io
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.transliteration import MOST_READINGS, is_cyrillic, name_keys, same_name, stem_keys

ROWS = list(
    csv.DictReader(io.StringIO(files("factcheck").joinpath("data/transliteration.csv").read_text(encoding="utf-8")))
)
SYSTEMS = ("bgn_pcgn", "iso_nine", "habit")
ALPHABETS = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Назарбаев", "Nazarbayev Nazarbaev Nazarbajev Nazarbajew"),
        ("Деловая неделя", "Delovaya Nedelya|Delovaia nedelia|Delovaâ nedelâ|Delovaja nedelja"),
        ("Акаев", "Akayev Akaev Akajew"),
        ("Қазақстан", "Qazaqstan Kazakstan Kazakhstan"),
        ("Казахстан", "Kazakhstan Kazahstan Kazachstan"),
        ("Жээнбеков", "Jeenbekov Zheenbekov"),
        ("Таджикистан", "Tajikistan Tadzhikistan Tadjikistan"),
        ("Зеленський", "Zelenskyy Zelensky Zelenskyi"),
        ("Сергій", "Serhiy Serhii Sergiy"),
        ("Луганск", "Lugansk Luhansk"),
        ("Ющенко", "Yushchenko Iushchenko Juschtschenko Ûŝenko"),
        ("Хрущёв", "Khrushchev Khrushchyov Hruŝëv"),
        ("Горбачев", "Gorbachev Gorbačev Gorbatschew Gorbatchev"),
        ("Интерфакс", "Interfax Interfaks"),
        ("Бишкек", "Bishkek Biškek"),
        ("Чүй", "Chüy Chuy Chui"),
        ("Царёв", "Tsaryov Tsarev Carëv Czarev"),
        ("Путин", "Putin Poutine"),
    ],
)
def test_spellings_of_a_name_share_a_key(cyrillic: str, latin: str) -> None:
    spellings = latin.split("|") if "|" in latin else latin.split()
    assert [spelling for spelling in spellings if not same_name(cyrillic, spelling)] == []


@pytest.mark.parametrize(
    ("inflected", "latin"),
    [
        ("Назарбаева", "Nazarbayev"),
        ("Назарбаевым", "Nazarbayev"),
        ("Деловой недели", "Delovaya nedelya"),
        ("Астане", "Astana"),
        ("Зеленского", "Zelensky"),
        ("Лукашенко", "Lukashenka"),
        ("Рахимом", "Rakhim"),
        ("Рахим", "Rakhim"),
    ],
)
def test_name_is_found_in_another_case(inflected: str, latin: str) -> None:
    assert same_name(inflected, latin)
    assert same_name(latin, inflected)


def test_latin_spellings_of_a_name_share_a_key() -> None:
    assert same_name("Nazarbaev", "Nazarbayev")
    assert same_name("Yanukovych", "Janukovyč")
    assert same_name("Luhansk", "Lugansk")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Назарбаев", "Nazarov"),
        ("Назарбаева", "Nazarova"),
        ("Астана", "Atyrau"),
        ("Минск", "Omsk"),
        ("Киев", "Kirov"),
        ("Иванов", "Ivashov"),
        ("Деловая неделя", "Delovaya"),
        ("Turkey", "Turks"),
        ("Marina", "Marine"),
        ("", ""),
        ("Минск", ""),
        ("...", "---"),
    ],
)
def test_other_names_share_none(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_soft_signs_apostrophes_and_accents_do_not_count() -> None:
    assert same_name("Беларусь", "Belarus'")
    assert same_name("Казань", "Kazan’")
    assert same_name("Dvořák", "Dvorak")


def test_letters_composed_in_two_ways_are_one() -> None:
    assert name_keys(unicodedata.normalize("NFD", "Николай")) == name_keys("Николай")
    assert name_keys("Артём") == name_keys("Артем")


def test_short_remains_of_a_word_are_no_key() -> None:
    assert stem_keys("Оно") == frozenset()
    assert stem_keys("IAEA") == frozenset()


@pytest.mark.parametrize(("word", "answer"), [("Минск", True), ("Minsk", False), ("M и N", True), ("2005", False)])
def test_alphabet_of_a_word_is_told(word: str, answer: bool) -> None:  # noqa: FBT001
    assert is_cyrillic(word) is answer


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_table_holds_every_letter_of(language: str) -> None:
    known = {row["letter"] for row in ROWS if row["used_in"] == "all" or language in row["used_in"].split("; ")}
    assert sorted(set(ALPHABETS[language]) - known) == []


def test_every_system_of_the_table_leads_back_to_the_letter() -> None:
    """By itself and between other letters, but for the signs, which Latin spellings leave out."""
    lost = [
        (row["letter"], spelling)
        for row in ROWS
        if row["name_key"]
        for system in SYSTEMS
        for spelling in row[system].split("; ")
        if spelling and name_keys(f"m{spelling}m").isdisjoint(name_keys(f"м{row['letter']}м"))
    ]
    assert lost == []


@given(st.text(max_size=60))
def test_any_word_has_few_keys_that_are_not_empty(word: str) -> None:
    keys = name_keys(word)
    assert len(keys) <= MOST_READINGS
    assert "" not in keys
    assert name_keys(word.upper()) == name_keys(word.upper().lower())


@given(st.text(alphabet=ALPHABETS["ru"].replace("х", ""), min_size=1, max_size=5))
def test_letter_by_letter_transliteration_is_found_again(word: str) -> None:
    """But for х, whose "h" makes another letter of the consonant before it."""
    table = {row["letter"]: row["iso_nine"].split("; ")[0] for row in ROWS}
    latin = "".join(table[letter] for letter in word)
    assert not name_keys(word) or not name_keys(latin).isdisjoint(name_keys(word))
