"""Next week without a browser: names that are paths, markup in every field, edits of two tabs, rows, mapping."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from buttress.intake.mapping import read_mapping
from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports
from buttress.web.error import EditedElsewhere, WebError
from buttress.web.kept_file import KeptFile
from buttress.web.kept_reading import adopted, options_of, put_options, put_rows, rows_of
from buttress.web.reading_form import open_questions
from buttress.web.site import Site
from tests.web.reports import HEADING, reports

MARK = "<b>&\"'"


def sent(client: TestClient, site: Site, text: str, name: str = "list.csv") -> KeptFile:
    """A file that was sent, and kept."""
    answer = client.post("/next-week", files={"file": (name, text.encode())}, data={"language": "en"})
    assert answer.status_code == 303, answer.text
    return site.files.get(answer.headers["location"].rpartition("/")[2])


def post(client: TestClient, kept: KeptFile, what: str, **texts: str) -> int:
    """The status of a form that was filled in on the page as it is now."""
    page = client.get(f"/next-week/{kept.id}").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    data = {"version": version[1], **{name.replace("__", " "): text for name, text in texts.items()}}
    return client.post(f"/next-week/{kept.id}/{what}", data=data).status_code


@pytest.mark.parametrize(
    "name",
    ["../../evil.csv", "/etc/passwd.csv", "..\\..\\evil.csv", "C:\\x.csv", "a\x00b.csv", "....csv", "mapping.csv"],
)
def test_a_name_is_no_path(client: TestClient, site: Site, name: str) -> None:
    before = {path for path in site.folder.parent.rglob("*") if site.folder not in path.parents}
    kept = site.files.add(name, reports(2).encode(), "en")
    assert kept.path.parent == kept.folder / "source"
    assert kept.path.is_file()
    assert {path for path in site.folder.parent.rglob("*") if site.folder not in path.parents} == before
    assert client.get(f"/next-week/{kept.id}").status_code == 200


@pytest.mark.parametrize("name", ["a.exe", "plain", "a.csv.exe", ".html", "a.yaml", ""])
def test_what_is_no_table_by_its_name_is_refused(site: Site, name: str) -> None:
    with pytest.raises(WebError, match="table"):
        site.files.add(name, b"x", "en")


@pytest.mark.parametrize("file", ["0" * 15, "..", "%2e%2e", "0" * 16, "files"])
def test_an_address_without_a_file_is_told(client: TestClient, file: str) -> None:
    assert client.get(f"/next-week/{file}/weeks/2024-01-01.1/monitor.pdf").status_code == 404


def test_markup_in_every_field_is_escaped(client: TestClient, site: Site) -> None:
    text = f"{MARK}Date;{MARK}City;Detained;{MARK}Source\n" + "".join(
        f"{day:02}.01.2024;{MARK}Kyiv;{day};{MARK}lawyers\nnone{MARK};{MARK};x{MARK};{MARK}\n" for day in range(1, 29)
    )
    kept = sent(client, site, text.replace('"', "″"), f"{MARK}list.csv")
    assert post(client, kept, "mapping", country=MARK, sheet="", answer__year=MARK) == 303
    row = {"date__0": "2024-02-01", "place__0": MARK, "reporter__0": MARK, "detained__0": "3"}
    assert post(client, kept, "rows", **row) == 303
    row = {"date__0": "2024-02-01", "place__0": MARK, "reporter__0": MARK, "detained__0": MARK}
    wrong = client.post(
        f"/next-week/{kept.id}/rows", data={name.replace("__", " "): text for name, text in row.items()}
    )
    pages = [wrong.text, *(client.get(path).text for path in (f"/next-week/{kept.id}", "/next-week", "/"))]
    assert wrong.status_code == 422
    assert escape(MARK) in wrong.text
    for page in pages:
        assert "<b>" not in page


def test_two_tabs_do_not_overwrite_each_other(client: TestClient, site: Site) -> None:
    kept = sent(client, site, reports(3))
    assert post(client, kept, "language", language="uk") == 303
    stale = client.post(f"/next-week/{kept.id}/language", data={"version": "1", "language": "fr"})
    assert stale.status_code == 409
    assert "another tab" in stale.text
    assert site.files.get(kept.id).language == "uk"
    with pytest.raises(EditedElsewhere):
        put_rows(site.files, kept, [], 1)
    with pytest.raises(EditedElsewhere):
        put_options(site.files, kept, ReadOptions(), 1)


def test_a_mended_column_is_kept_for_next_week(client: TestClient, site: Site) -> None:
    kept = sent(client, site, reports(6).replace("Detained", "Anzahl X").replace("Crowd", "Y"))
    page = client.get(f"/next-week/{kept.id}").text
    assert "Before it can be used" in page
    assert "Make the page" not in page
    assert post(client, kept, "mapping", column__3="detained", column__2="crowd") == 303
    assert "<strong>36</strong> of 36 rows" in client.get(f"/next-week/{kept.id}").text
    assert read_mapping(kept.path.parent / "mapping.yaml").columns == {"detained": "Anzahl X", "crowd": "Y"}
    week_after = reports(7).replace("Detained", "Anzahl X").replace("Crowd", "Y")
    files = {"file": ("list.csv", week_after.encode())}
    version = str(site.files.get(kept.id).version)
    assert client.post(f"/next-week/{kept.id}/file", files=files, data={"version": version}).status_code == 303
    assert "<strong>42</strong> of 42 rows" in client.get(f"/next-week/{kept.id}").text


def test_one_role_for_two_columns_is_refused(client: TestClient, site: Site) -> None:
    kept = sent(client, site, reports(3))
    assert post(client, kept, "mapping", column__0="kind", column__1="kind") == 400
    assert post(client, kept, "mapping", answer__dates="yesterday") == 400
    assert not (kept.path.parent / "mapping.yaml").exists()


def test_rows_are_added_and_removed(client: TestClient, site: Site) -> None:
    kept = sent(client, site, reports(3))
    row = {"date__0": "2024-02-01", "place__0": "Kyiv", "reporter__0": "lawyers", "crowd__0": "several hundred"}
    assert post(client, kept, "rows", **row) == 303
    assert "<strong>19</strong> of 19 rows" in client.get(f"/next-week/{kept.id}").text
    assert post(client, kept, "rows/remove", row="0") == 303
    assert rows_of(site.files.get(kept.id)) == []


def test_rows_can_be_pasted(client: TestClient, site: Site) -> None:
    answer = client.post("/next-week", data={"pasted": reports(3), "title": "from / mail", "language": "es"})
    kept = site.files.get(answer.headers["location"].rpartition("/")[2])
    assert (kept.title, kept.language) == ("mail", "es")
    assert client.post("/next-week", data={"pasted": " "}).status_code == 400


def test_a_file_that_is_no_table_is_told_and_can_be_replaced(client: TestClient, site: Site) -> None:
    kept = sent(client, site, "PK\x03\x04 no workbook", "book.xlsx")
    page = client.get(f"/next-week/{kept.id}")
    assert page.status_code == 200
    assert "can’t be read" in page.text.replace("can't", "can’t")
    assert str(site.folder) not in page.text
    files = {"file": ("list.csv", reports(3).encode())}
    assert client.post(f"/next-week/{kept.id}/file", files=files, data={"version": "1"}).status_code == 303
    assert [path.name for path in kept.path.parent.iterdir()] == ["list.csv"]


def test_a_forgotten_file_leaves_nothing(client: TestClient, site: Site) -> None:
    kept = sent(client, site, reports(3))
    assert post(client, kept, "forget") == 303
    assert not kept.folder.exists()


def test_a_file_on_this_machine_is_found_again(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(reports(3))
    (tmp_path / "mapping.yaml").write_text("country: Ukraine\n")
    kept = adopted(site.files, file)
    assert options_of(kept).country == "Ukraine"
    assert adopted(site.files, file) == kept
    file.write_text(HEADING + "\n")
    assert adopted(site.files, file).version == 2
    assert len(site.files.all()) == 1


def test_a_question_can_be_answered_with_no_column(tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("Date,Hub,Arrests\n2021-03-12,Camp Ona,3\n2021-03-13,Lower mill,4\n")
    (question,) = open_questions(read_reports(file))
    assert [text for _, _, text in question.answers][1].startswith("no column holds: ")
