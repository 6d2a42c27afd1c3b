"""The monitor's page from a file: one sheet, the same numbers everywhere, nothing of the file's markup run."""

import datetime as dt
import json
import re

import pypdfium2
import pytest

from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports
from buttress.pipeline.monitor import monitor

MARKUP = "<script>alert(1)</script>"


def sheet(path, reporter="lawyers", detained=True):
    lines = ["date,place,detained,crowd,reporter,kind"]
    for week in range(10):
        day = dt.date(2021, 1, 3) + dt.timedelta(weeks=week)
        taken = f"{20 + 5 * (week % 3)}" if detained else ""
        lines.append(f"{day},Tbilisi,{taken},about {900 + week},{reporter},{MARKUP}")
        lines.append(f"{day},Batumi,{3 if detained else ''},200,{reporter},march")
        lines.append(f"{day},Zugdidi,{1 if detained else ''},,{reporter},march")
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("monitor")
    reading = read_reports(sheet(folder / "week.csv"), ReadOptions(country="Georgia"))
    return monitor(reading, folder / "out")


def words(path):
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    return re.sub(r"\s+", " ", document[0].get_textpage().get_text_bounded())


def test_page_print_and_data_say_the_same(made):
    html, pdf, data = made[0].read_text(), words(made[1]), json.loads(made[2].read_text())
    first = data["content"]["headline"]["expected"][0]
    (row,) = [row for row in data["rows"] if (row["target"], row["place"], row["lead_weeks"]) == ("detained", None, 1)]
    assert round(first["median"]) == row["median"]
    for text in (html, pdf):
        assert "Detained next week, 8" in text
        assert f"{row['median']}" in text
        assert "Tbilisi" in text
        assert "Zugdidi" not in text
        assert "29 rows used, of 30" in text or "30 rows used, of 30" in text


def test_the_page_is_offline_and_described(made):
    html = made[0].read_text()
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href)=\"(?!data:)", html)
    assert len(re.findall(r"<img [^>]*alt=\"[^\"]{20,}\"", html)) == 2


def test_free_text_of_a_file_reaches_no_page(made):
    assert all(MARKUP.encode() not in path.read_bytes() for path in made)


def test_a_reporter_named_like_markup_is_shown_as_text(tmp_path):
    paths = monitor(read_reports(sheet(tmp_path / "x.csv", reporter="<b>#lawyers $x$</b>")), tmp_path / "out")
    html = paths[0].read_text()
    assert "<b>#lawyers" not in html
    assert "&lt;b&gt;#lawyers" in html
    assert "<b>#lawyers $x$</b>" in words(paths[1])


def test_without_people_detained_the_page_is_of_crowds(tmp_path):
    paths = monitor(read_reports(sheet(tmp_path / "x.csv", detained=False)), tmp_path / "out", language="uk")
    assert "Найбільша акція наступного тижня" in paths[0].read_text()


def test_the_same_file_gives_the_same_bytes(made, tmp_path):
    again = monitor(read_reports(sheet(tmp_path / "week.csv"), ReadOptions(country="Georgia")), tmp_path / "out")
    for old, new in zip(made[:2], again[:2], strict=True):
        assert old.read_bytes() == new.read_bytes()


def test_killed_and_injured_stand_on_the_page_with_their_record(tmp_path):
    """Beside the detained; and alone they are the headline, with cities counted in them."""
    lines = ["date,city,detained,killed,injured,reporter"]
    for week in range(12):
        day = dt.date(2021, 1, 3) + dt.timedelta(weeks=week)
        lines.append(f"{day},Tbilisi,{20 + week % 3},{week % 2},{4 + week % 3},lawyers")
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines) + "\n")
    html = monitor(read_reports(path, ReadOptions(country="Georgia")), tmp_path / "a")[0].read_text()
    assert "killed, as lawyers will count: " in html
    assert "Injured, lawyers: last number 6 (week of 15 Mar)." in html
    assert html.index("Detained next week") < html.index("killed, as lawyers")
    dead = [",".join(line.split(",")[at] for at in (0, 1, 3, 5)) for line in lines]
    path.write_text("\n".join(dead) + "\n")
    alone = monitor(read_reports(path, ReadOptions(country="Georgia")), tmp_path / "b", language="uk")[0].read_text()
    assert "Загине наступного тижня" in alone
    assert "Загинуло наступного тижня за містами" in alone
    assert "Tbilisi" in alone


def test_the_page_says_that_the_last_week_may_yet_rise(tmp_path):
    """Each Sunday's 20 become 25 a week later; without corrections nothing is said of them."""
    lines = ["date,city,detained,reporter,published"]
    for week in range(9):
        day = dt.date(2021, 1, 3) + dt.timedelta(weeks=week)
        lines.append(f"{day},Tbilisi,20,lawyers,{day + dt.timedelta(days=1)}")
        if week < 8:
            lines.append(f"{day},Tbilisi,25,lawyers,{day + dt.timedelta(days=8)}")
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines) + "\n")
    reading = read_reports(path, ReadOptions(country="Georgia"))
    pages = monitor(reading, tmp_path / "a")
    sentence = "It may yet rise: early counts of 8 past weeks rose by 25% on average."
    assert sentence in pages[0].read_text()
    assert sentence in words(pages[1])
    assert json.loads(pages[2].read_text())["content"]["headline"]["early"]["ratio"] == 1.25
    pages = monitor(reading, tmp_path / "b", language="ru")
    assert "за 8 прошлых недель выросли в среднем на 25\xa0%" in pages[0].read_text()
    path.write_text("\n".join(line for line in lines if ",20," not in line) + "\n")
    assert "may yet" not in monitor(read_reports(path), tmp_path / "c")[0].read_text()
