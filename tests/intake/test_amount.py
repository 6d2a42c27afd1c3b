"""Numbers of people as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from buttress.intake import amount_words
from buttress.intake.amount import Amount, read_amount
from buttress.intake.amount_words import phrase_words
from buttress.intake.number_marks import NumberMarks, decide_marks
from buttress.parsed_yaml import parsed

WORDS = Path(amount_words.__file__).with_name("amount_words.yaml")

POINT, COMMA = NumberMarks(".", ","), NumberMarks(",", ".")

BOUNDS = {
    # English
    "at least 34": (34, None), "over 500": (500, None), "about 27,000": (27000, 27000), "up to 350": (0, 350),
    "several thousand": (2000, 9999), "several hundred": (200, 999), "dozens": (24, 99), "hundreds": (200, 999),
    "tens of thousands": (20000, 99999), "hundreds of thousands": (200_000, 999_999), "5-10k": (5000, 10000),
    "5 to 10 thousand": (5000, 10000), "12+": (12, None), ">50": (50, None), "100s": (200, 999), "~4500": (4500, 4500),
    "500-1k": (500, 1000), "a dozen": (12, 12), "more than a dozen": (12, None), "half a million": (500_000, 500_000),
    "twenty-five": (25, 25), "two hundred and fifty": (250, 250), "between 500 and 600": (500, 600), "none": (0, 0),
    "at least 50, up to 100": (50, 100), "more than 100 but less than 200": (100, 200), "at least 5-10": (5, None),
    "up to 5-10": (0, 10), "500 to at most 600": (500, 600), "500 to over 600": (500, None), "5-10 or more": (5, None),
    "several 100": (200, 999), "10s of thousands": (20000, 99999),
    "three to five thousand": (3000, 5000), "two or three hundred": (200, 300),
    "twenty to thirty thousand": (20000, 30000),
    "several hundred to a thousand": (200, 1000), "500 (police)": (500, 500),
    "500 or more": (500, None), "from 500": (500, None), "1.2E+04": (12000, 12000), "2 lakh": (200_000, 200_000),
    # Spanish, Portuguese, Italian, French
    "más de 300": (300, None), "mas de 300": (300, None), "unos 500": (500, 500), "varias decenas": (20, 99),
    "dos mil quinientos": (2500, 2500), "de 500 a 600": (500, 600), "cientos de personas": (200, 999),
    "mil": (1000, 1000),
    "mais de 1.500": (1500, None), "milhares": (2000, 9999), "até 50": (0, 50), "trinta e cinco": (35, 35),
    "oltre 500": (500, None), "centinaia di persone": (200, 999), "un centinaio": (100, 100), "fino a 300": (0, 300),
    "plusieurs centaines": (200, 999), "près de 2 000 personnes": (2000, 2000), "jusqu'à 500": (0, 500),
    "une centaine": (100, 100), "plusieurs dizaines de milliers": (20000, 99999), "quatre-vingt-dix": (90, 90),
    # German, Polish, Turkish
    "Tausende": (2000, 9999), "bis zu 500": (0, 500), "500 bis 600": (500, 600), "ein paar hundert": (200, 999),
    "fünfhundert": (500, 500), "rund 1.500": (1500, 1500), "Zehntausende": (20000, 99999),
    "kilkaset": (200, 999), "ponad 300 osób": (300, None), "od 5 do 10 tys.": (5000, 10000), "około setki": (100, 100),
    "500'den fazla": (500, None), "500'e kadar": (0, 500), "500 kadar": (500, 500), "yüzlerce": (200, 999),
    "on binlerce": (20000, 99999), "5 ila 10": (5, 10),
    # Russian, Ukrainian, Belarusian
    "сотни": (200, 999), "около 500": (500, 500), "около сотни": (100, 100), "десятки тысяч": (20000, 99999),
    "от 5 до 10 тыс.": (5000, 10000), "до 500": (0, 500), "от 500": (500, None), "более 1,5 тыс. человек": (1500, None),
    "двое": (2, 2), "полторы тысячи": (1500, 1500), "понад 300": (300, None), "кілька сотень": (200, 999),
    "п'ятеро": (5, 5), "більше сотні": (100, None), "больш за 300": (300, None), "некалькі соцень": (200, 999),
    "пять-шесть тысяч": (5000, 6000), "десятки-сотни": (20, 999), "dix-sept": (17, 17), "quatre-cents": (400, 400),
    # Dutch, Romanian, Serbian, Georgian, Armenian, Azerbaijani, Kazakh
    "tientallen": (20, 99), "ruim 500": (500, None), "tussen 50 en 60": (50, 60), "zeci de mii": (20000, 99999),
    "peste 1.500": (1500, None), "više od 500": (500, None), "неколико стотина": (200, 999), "500-ზე მეტი": (500, None),
    "ასობით": (200, 999), "რამდენიმე ათასი": (2000, 9999), "մոտ 500": (500, 500),
    "yüzlərlə": (200, 999), "500-дан астам": (500, None), "мыңдаған": (2000, 9999),
    "təqribən 30 min": (30000, 30000), "iki 200": (0, 200), "iki bin": (2000, 2000), "per 4 000": (4000, None),
    # Languages with few words
    "հարյուրավոր մարդիկ": (200, 999), "неколкостотин": (200, 999), "неколку стотини": (200, 999),
    "илјадници": (2000, 9999),
    "mõnikümmend": (20, 99), "pieci": (5, 5), "tetë": (8, 8), "200 سے 250": (200, 250), "300 سے زائد": (300, None),
    "दर्जनौं": (24, 99), "ஏறத்தாழ 20,000": (20000, 20000), "100-க்கும் மேற்பட்டோர்": (100, None), "wasiopungua 3": (3, None),
    "aƙalla 269": (269, None), "ɗaruruwan mutane": (200, 999), "farafahakeliny 4": (4, None),
    "an'arivony": (2000, 9999),
    "sehingga 700": (0, 700), "1000-аас дээш": (1000, None), "зуу зуун": (200, 999), "120 tagacha": (0, 120),
    "យ៉ាងតិច ៤": (4, None), "၁၀၀ ကျော်": (100, None), "ရာပေါင်းများစွာ": (200, 999), "dè milye moun": (2000, 9999),
    "زیاتر لە ٢٠٠": (200, None), "200කට වැඩි": (200, None), "දහස් ගණනක්": (2000, 9999),
    # Numbers in words, and words that bound them
    "seratus dua puluh": (120, 120), "dua ratus lima puluh": (250, 250), "dua belas ribu": (12000, 12000),
    "einhundertzwanzig": (120, 120), "zweitausendfünfhundert": (2500, 2500), "anderthalb Tausend": (1500, 1500),
    "ikiyüzelli": (250, 250), "onbeş": (15, 15), "on beş": (15, 15), "binden fazla": (1000, None),
    "200-300 arası": (200, 300),
    "خمسة وعشرون": (25, 25), "ألف وخمسمئة": (1500, 1500), "اثنا عشر": (12, 12), "مئات المتظاهرين": (200, 999),
    "بیست و پنج": (25, 25), "دویست": (200, 200), "۲۰۰ الی ۳۰۰": (200, 300), "افزون بر ۳۰۰": (300, None),
    "dvanaest": (12, 12), "од 200 до 300": (200, 300), "hiljadu i po": (1500, 1500), "dwunastu": (12, 12),
    "una treintena": (30, 30), "uma vintena": (20, 20), "poco más de 100": (100, None), "чуть более 100": (100, None),
    "менш як 100": (0, 100), "ня менш за 5": (5, None), "больш як 1000": (1000, None), "gut 500": (500, None),
    "tidak lebih dari 40": (0, 40), "lebih kurang 200": (200, 200), "scores": (40, 199),
    "five hundred twenty thousand": (520000, 520000),
    "до ста": (0, 100), "несколько сот": (200, 999), "до полутора тысяч": (0, 1500), "кількасот": (200, 999),
    "otuzdan fazla": (30, None), "elliye yakın": (50, 50), "каля дваццаці": (20, 20), "un peu plus de 100": (100, None),
    "jedno 200 ljudi": (200, 200), "jedno lice": (1, 1), "seratusan": (100, 100),
    # Persian, Greek, Hungarian, Czech, Indonesian, Swedish
    "بیش از ۳۰۰": (300, None), "ده‌ها نفر": (20, 99), "τουλάχιστον 34": (34, None), "εκατοντάδες": (200, 999),
    "több ezer": (2000, 9999), "legalább 12": (12, None), "několik set lidí": (200, 999), "přes 2 000": (2000, None),
    "puluhan ribu": (20000, 99999), "sekitar 500 orang": (500, 500), "hundratals": (200, 999), "minst 20": (20, None),
    # Arabic
    "٣٤": (34, 34), "٣٤٬٠٠٠": (34000, 34000), "عشرات": (20, 99), "عشرات الآلاف": (20000, 99999),
    "أكثر من 300": (300, None), "حوالي ٥٠٠": (500, 500), "ما بين 100 و 200": (100, 200),
}  # fmt: skip


@pytest.mark.parametrize("text", BOUNDS)
def test_words_have_their_bounds(text: str) -> None:
    amount = read_amount(text, COMMA if "." in text and "E" not in text else POINT)
    assert amount is not None
    assert (amount.low, amount.high) == BOUNDS[text]


@pytest.mark.parametrize(
    "text", ["", " ", "-", "–", "?", "...", "NA", "n/a", "N. A.", "unknown", "нет данных", "k.A.", "sin datos"]
)
def test_not_known_is_no_amount(text: str) -> None:
    assert read_amount(text, POINT) is None


REFUSED = {
    "hundred hundred": "the same word twice",
    "-5": "below zero", "(500)": "below zero", "1.5": "no whole number", "50%": "share", "600-500": "larger number",
    "5 arrested, 2 injured": "holds two", "500, 600": "holds two", "1; 2": "not understood", "xyz": "'xyz'",
    "да": "'да'",
    "28.11.2024": "marks", "12:30": "':'", "10²": "not understood", "1/2": "'/'", "12 34": "holds two",
    "half": "whole",
    "several": None, "99999999999": "more than", "x" * 300: "300 letters", "between 500": "needs two",
    "20s": "not understood",
    "500 (police: 300)": "brackets", "none, 5": "says none", "min 50 max": "both",
    "3 + 5": "holds two", "5, up to 10": "holds two", "1.500 thousand": "thousands of thousands",
    "3 > 2": "holds two", "dozens hundred": "not understood",
}  # fmt: skip


REFUSED |= {"10 e": "a letter", "3 min": "Azerbaijani", "65 mil.": "a million"}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_whole_is_refused(text: str) -> None:
    if REFUSED[text] is None:
        assert read_amount(text, POINT) == Amount(2, 9, text)
        return
    with pytest.raises(ValueError, match=REFUSED[text]):
        read_amount(text, POINT)


def test_no_word_means_two_sizes_in_two_languages() -> None:
    meant: dict[tuple[str, ...], set[str]] = {}
    for block in parsed(WORDS).values():
        for kind in ("none", "least", "most", "about", "few", "start", "until", "between"):
            for phrase in block.get(kind, ()):
                meant.setdefault(phrase_words(phrase), set()).add(kind)
        for size, phrases in block["numbers"].items():
            for phrase in phrases:
                meant.setdefault(phrase_words(phrase), set()).add(str(size))
        for size, forms in block["units"].items():
            for alone, phrases in forms.items():
                for phrase in phrases:
                    meant.setdefault(phrase_words(phrase), set()).add(
                        f"{size}" if alone == "one" else f"{alone} {size}"
                    )
    assert {phrase: kinds for phrase, kinds in meant.items() if len(kinds) > 1} == {}


def test_words_stand_for_the_account() -> None:
    assert read_amount("Several thousand", POINT) == Amount(2000, 9999, "several thousand")
    assert read_amount("about 27,000", POINT) == Amount(27000, 27000, "about")
    assert read_amount("34 detained", POINT) == Amount(34, 34, "")


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


EXACT = [
    *(
        lambda n, around=around: around.format(n)
        for around in ("{}", "{} people", "about {}", "~{}", "{} человек", "unas {}")
    ),
    *(lambda n, mark=mark: grouped(n, mark) for mark in (" ", "\u00a0", "\u202f", "'", "’")),
    lambda n: f"{n}.0",
    lambda n: "".join("٠١٢٣٤٥٦٧٨٩"[int(digit)] for digit in str(n)),
]
LEAST = [
    "at least {}",
    "more than {}",
    "{}+",
    ">{}",
    "≥ {}",
    "más de {}",
    "свыше {}",
    "mindestens {}",
    "{} or more",
    "en az {}",
]
MOST = ["up to {}", "at most {}", "<{}", "hasta {}", "до {}", "bis zu {}", "jusqu’à {}", "najwyżej {}"]
numbers = st.integers(0, 9_000_000)


@given(numbers, st.sampled_from(EXACT))
def test_an_exact_number_reads_back(number: int, write: object) -> None:
    amount = read_amount(write(number), POINT)  # type: ignore[operator]
    assert amount is not None
    assert (amount.low, amount.high) == (number, number)


@given(numbers, st.sampled_from(LEAST), st.sampled_from(MOST))
def test_a_bound_reads_back(number: int, least: str, most: str) -> None:
    low, high = read_amount(least.format(number), POINT), read_amount(most.format(number), POINT)
    assert low is not None
    assert high is not None
    assert (low.low, low.high) == (number, None)
    assert (high.low, high.high) == (0, number)


@given(
    numbers,
    numbers,
    st.sampled_from(["{}-{}", "{} – {}", "{} to {}", "between {} and {}", "entre {} y {}", "от {} до {}"]),
)
def test_a_range_reads_back(one: int, two: int, form: str) -> None:
    low, high = sorted((one, two))
    amount = read_amount(form.format(low, high), POINT)
    assert amount is not None
    assert (amount.low, amount.high) == (low, high)


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["k", " thousand", " тыс.", " million"]))
def test_a_range_shares_its_unit(one: int, two: int, unit: str) -> None:
    low, high = sorted((one, two))
    size = 1_000_000 if "million" in unit else 1000
    amount = read_amount(f"{low}-{high}{unit}", POINT)
    assert amount is not None
    assert (amount.low, amount.high) == (low * size, high * size)


@given(st.lists(st.integers(1000, 999_999), min_size=1, max_size=5), st.sampled_from(".,"))
def test_a_grouped_column_reads_back(values: list[int], mark: str) -> None:
    texts = [grouped(value, mark) for value in values]
    marks, _ = decide_marks(texts)
    assert [read_amount(text, marks) for text in texts] == [Amount(value, value, "") for value in values]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        amount = read_amount(text, POINT)
    except ValueError:
        return
    assert amount is None or amount.high is None or 0 <= amount.low <= amount.high


def forms_of_cldr() -> list[tuple[str, str, int]]:
    """Each way in which CLDR writes 3, 33 or 333 times a unit in words: the language, the text and the number."""
    found: set[tuple[str, str, int]] = set()
    languages = parsed(WORDS)
    for language in set(languages) - {
        "sw",
        "az",
    }:  # Swahili counts after the unit; Azerbaijani's thousand is asked about
        for forms in Locale.parse(language).compact_decimal_formats["long"].values():
            for size, form in forms.items():
                pattern = form.pattern.split(";")[0].replace("'", "")
                digits = "3" * pattern.count("0")
                if digits and 1000 <= int(size) <= 10_000_000 and pattern.strip("0"):
                    text = pattern.replace("0" * len(digits), digits)
                    found.add((language, text, int(digits) * int(size) // 10 ** (len(digits) - 1)))
    return sorted(found)


@pytest.mark.parametrize(("language", "text", "number"), forms_of_cldr())
def test_units_as_cldr_writes_them(language: str, text: str, number: int) -> None:
    amount = read_amount(text, POINT)
    assert amount is not None
    assert (amount.low, amount.high) == (number, number)
