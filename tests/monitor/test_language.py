"""Languages of the page: each has every word with the same values, its plurals, and its numbers and days."""

import datetime as dt
import io
import re
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from buttress.intake.account import Account, NotUsed, WordsRead
from buttress.intake.reason import Reason, WhyNot
from buttress.monitor.account_words import not_used, reasons_in, understood
from buttress.monitor.error import MonitorError
from buttress.monitor.language import Language, languages

KEYWORDS = {"text": None, "say": None, "many": (1, 2)}
CODES = [code for code in languages() if code != "en"]


def asked_for():
    found = extract_from_dir(str(files("buttress.monitor")), method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message[2] for message in found}


def values_of(text):
    return sorted(re.findall(r"{\w+}", text))


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_the_page_is_there_with_its_values(code):
    text = files("buttress.monitor").joinpath(f"words/{code}.po").read_bytes()
    catalogue = {message.id: message for message in read_po(io.BytesIO(text), locale=code) if message.id}
    assert set(catalogue) == asked_for()
    for words, message in catalogue.items():
        given = words if isinstance(words, tuple) else (words,)
        made = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(made), words
        assert not message.fuzzy
        for each in made:
            assert values_of(each) == values_of(given[-1]), words


@pytest.mark.parametrize(
    ("code", "n", "text"),
    [
        ("en", 1, "1 row"),
        ("en", 1200, "1,200 rows"),
        ("ru", 1, "1 строка"),
        ("ru", 3, "3 строки"),
        ("ru", 12, "12 строк"),
        ("ru", 21, "21 строка"),
        ("uk", 22, "22 рядки"),
        ("es", 2, "2 filas"),
        ("fr", 0, "0 ligne"),
    ],
)
def test_plurals(code, n, text):
    assert Language.of(code).many("{n} row", "{n} rows", n) == text


@pytest.mark.parametrize("code", CODES)
def test_no_reason_for_a_row_stays_english(code):
    ours, english = (reasons_in(Language.of(each)) for each in (code, "en"))
    assert set(ours) == set(WhyNot)
    assert english == {why: why.value for why in WhyNot}
    assert all(ours[why] != why.value for why in WhyNot)


def test_what_was_read_is_told_without_a_cell_of_the_file():
    """Equal reasons are one sentence; the text of a date that can't be read, a name, stays out of the page."""
    left = [NotUsed(row, Reason(WhyNot.DATE_NOT_READ, f"'Jane {row}' is no date")) for row in (3, 4)]
    words = (WordsRead("several thousand", 2000, 9999, True, 2), WordsRead("over", 500, None, False, 5))
    account = Account(9, 6, (*left, NotUsed(7, Reason(WhyNot.TOTALS))), words=words)
    es, ru = Language.of("es"), Language.of("ru")
    assert not_used(account, es) == (
        "2 filas no usadas: una fecha ilegible.",
        "1 fila no usada: una fila de totales.",
    )
    assert not_used(account, ru)[0] == "2 строки не использованы: дату не удалось прочесть."
    assert understood(account, es) == "«over», por ejemplo 500 o más; «several thousand» = de 2.000 a 9.999"
    assert understood(Account(1, 1), es) == ""


def test_numbers_and_days_are_written_as_people_there_do():
    day = dt.date(2025, 8, 4)
    assert Language.of("en").day(day) == "4 August 2025"
    assert Language.of("es").day(day) == "4 de agosto de 2025"
    assert Language.of("ru").people(12_345).replace("\xa0", " ") == "12 000"
    assert Language.of("fr").people(987_654_321).replace("\u202f", " ") == "990 000 000"
    assert Language.of("en").people(99.6) == "100"


def test_a_language_without_words_is_refused_with_those_that_are_there():
    with pytest.raises(MonitorError, match="'xx'; there are en, es, fr"):
        Language.of("xx")
