"""`buttress monitor`: one command from a spreadsheet to the path of a page."""

import datetime as dt

import pytest


@pytest.fixture
def spreadsheet(tmp_path):
    lines = ["Fecha;Ciudad;Detenidos;Fuente"]
    for week in range(8):
        day = dt.date(2021, 1, 3) + dt.timedelta(weeks=week)
        lines.append(f"{day:%d.%m.%Y};Quito;más de {30 + 7 * (week % 3)};Defensoría")
    path = tmp_path / "informe.csv"
    path.write_text("\n".join(lines) + "\n", encoding="cp1252")
    return path


def test_it_ends_with_the_path_of_the_page(buttress, spreadsheet, tmp_path):
    out = tmp_path / "out"
    result = buttress("monitor", spreadsheet, "--language", "es", "--country", "Ecuador", "--out", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[-1] == str(out / "monitor.html")
    assert {path.name for path in out.iterdir()} == {"monitor.html", "monitor.pdf", "monitor.json"}
    assert "según contará Defensoría" in (out / "monitor.html").read_text()
    assert "8 of 8 rows used" in result.stdout


def test_what_the_file_leaves_open_is_asked_and_nothing_is_written(buttress, refused, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("when,where\nsometime,here\n")
    refused(buttress("monitor", path, "--out", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_an_unknown_language_is_refused(buttress, spreadsheet, refused, tmp_path):
    assert "there are en, es" in refused(buttress("monitor", spreadsheet, "--language", "xx", "--out", tmp_path / "o"))
