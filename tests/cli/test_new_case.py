"""`buttress new --from` and `--empty`: a case with what a file holds, and one that says what it needs."""

from __future__ import annotations

import pytest

from buttress.case import load

FILE = """Date;City;How many came;Arrested;Source
28.11.2024;Tbilisi;several thousand;10;OC Media
28.11.2024;Tbilisi;over 500;5;OC Media
28.11.2024;Zugdidi;120;0;OC Media
29.11.2024;Tbilisi;about 27,000;at least 34;MIA (police)
29.11.2024;Batumi;up to 350;;OC Media
30.11.2024;Gori;80;1;OC Media
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(FILE)
    return path


def test_a_case_from_a_file_holds_what_the_file_holds(buttress, file, tmp_path):
    folder = tmp_path / "georgia"
    done = buttress("new", folder, "--from", file, "--country", "Georgia")
    assert done.exit_code == 0, done.stderr
    assert "6 of 6 rows used" in done.stdout
    assert "rows 4, 7: of a place of under 100,000 people or of unknown size, taken into the rest" in done.stdout
    assert "rows 2, 3: several of one day, place and reporter are one row" in done.stdout
    assert "row 5: of a range of people detained the low end counts" in done.stdout
    case = load(folder)
    assert case.facts.off == ("patron", "contender", "purse", "pillars", "reserves")
    assert case.facts.capital.id == "tbilisi"
    assert {place.id: place.kind for place in case.facts.places} == {
        "tbilisi": "city",
        "batumi": "city",
        "elsewhere": "rest",
    }
    assert sum(place.population.value for place in case.facts.places) == 3_704_500
    assert {reporter.id: reporter.kind for reporter in case.facts.reporters} == {
        "oc_media": "newsroom",
        "mia_police": "official",
    }
    rows = {
        (event.date.day, event.place, event.reporter): (event.crowd_low, event.crowd_high, event.detained)
        for event in case.events
    }
    assert rows == {
        (28, "tbilisi", "oc_media"): (2000, None, 15),
        (28, "elsewhere", "oc_media"): (120, 120, 0),
        (29, "tbilisi", "mia_police"): (27_000, 27_000, 34),
        (29, "batumi", "oc_media"): (None, 350, None),
        (30, "elsewhere", "oc_media"): (80, 80, 1),
    }
    checked = buttress("check", folder)
    assert checked.exit_code == 0, checked.stdout
    assert "default 'custody_places'" in checked.stdout
    assert " 0 errors" in f" {checked.stderr.splitlines()[-1]}"


def test_the_country_of_the_towns_or_of_a_column_is_taken_and_told(buttress, file, tmp_path):
    """Tbilisi, Zugdidi, Batumi and Gori are towns of Georgia, and of no other country together."""
    told = buttress("new", tmp_path / "of_towns", "--from", file).stdout
    assert "country: Georgia, 4 names of the file are towns there, and of no other country" in told
    lines = FILE.splitlines()
    file.write_text("\n".join([f"{lines[0]};Country", *(f"{line};Грузия" for line in lines[1:])]))
    told = buttress("new", tmp_path / "of_column", "--from", file).stdout
    assert "country: Georgia, named by --country or in the file" in told
    assert (tmp_path / "of_column" / "events.csv").read_text() == (tmp_path / "of_towns" / "events.csv").read_text()


def test_what_a_file_can_t_say_is_asked_for(buttress, refused, file, tmp_path):
    namesake = file.with_name("namesake.csv")
    namesake.write_text("\n".join(FILE.splitlines()[:3]).replace("Tbilisi", "Springfield"))
    assert "--country NAME" in refused(buttress("new", tmp_path / "x", "--from", namesake))
    assert (
        "'Nowhereland' is not known"
        in buttress("new", tmp_path / "x", "--from", file, "--country", "Nowhereland").stderr
    )
    assert not (tmp_path / "x").exists()
    assert buttress("new", tmp_path / "x", "--from", file, "--empty").exit_code == 2


def test_an_empty_case_says_in_a_dozen_lines_what_it_needs(buttress, tmp_path):
    done = buttress("new", tmp_path / "empty", "--empty")
    assert done.exit_code == 0, done.stderr
    checked = buttress("check", tmp_path / "empty")
    assert checked.exit_code == 2
    lines = checked.stdout.splitlines()
    assert len(lines) <= 12
    assert all(line.startswith("case.yaml:") for line in lines)
    assert "case.yaml:19: error: must not be empty in 'places'" in lines


def test_an_empty_case_filled_in_loads(buttress, tmp_path):
    folder = tmp_path / "filled"
    buttress("new", folder, "--empty")
    text = (folder / "case.yaml").read_text()
    for old, new in (
        ("id:        #", "id: mine #"),
        ("title:\n", "title: Mine\n"),
        ("question:  #", "question: How many? #"),
        ("{date: , what: , source: }", "{date: 2024-01-01, what: an election, source: LIST}"),
        ("as_of:         #", "as_of: 2024-03-01 #"),
        ("incumbent: {name: }", "incumbent: {name: The President}"),
        (
            "places: []",
            "places: [{id: a, name: A, kind: city, capital: true, population: {value: 200000, source: LIST}}]",
        ),
        ("reporters: []", "reporters: [{id: us, name: Us, kind: monitor}]"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text)
    source = '- {id: LIST, publisher: Us, date: 2024-01-01, title: List, url: "", supports: all}\n'
    (folder / "sources.yaml").write_text(source)
    assert buttress("check", folder).exit_code == 0


def test_both_ends_of_people_killed_reach_the_case(buttress, tmp_path):
    path = tmp_path / "list.csv"
    rows = ("28.11.2024;Tbilisi;2-3;up to 50", "29.11.2024;Tbilisi;1;at least 4", "30.11.2024;Gori;;7")
    path.write_text("\n".join(["Date;City;Killed;Injured", *rows, ""]))
    done = buttress("new", tmp_path / "georgia", "--from", path, "--country", "Georgia")
    assert done.exit_code == 0, done.stderr
    assert "row 3: of a range of people injured the low end counts" in done.stdout
    ends = [
        (each.killed, each.killed_high, each.injured, each.injured_high) for each in load(tmp_path / "georgia").events
    ]
    assert ends == [(2, 3, None, 50), (1, None, 4, None), (None, None, 7, None)]
