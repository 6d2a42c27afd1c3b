"""The sources of the site: marks are filled, every page has its place and says who it is for, paths exist."""

import math
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from docs.builder import claims, dots, links, other_contests, pages, results, rooms, words
from docs.builder.commands import commands, sections
from docs.builder.marks import MARK, filled
from studies.results import read

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
ELSEWHERE = {"mission.md"}
"""Pages that are made and committed, with a form of their own."""


def named_in(nav: list) -> list[str]:
    """The pages of a navigation, in its order."""
    found = []
    for entry in nav:
        for part in entry.values() if isinstance(entry, dict) else [entry]:
            found += named_in(part) if isinstance(part, list) else [part]
    return found


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site") / "sources"
    pages.gather(DOCS, out)
    return out


def test_every_mark_is_filled(gathered):
    for path in (gathered / "pages").rglob("*.md"):
        assert not MARK.search(path.read_text(encoding="utf-8")), path


def test_an_unknown_mark_is_refused_with_the_names_known():
    with pytest.raises(ValueError, match=r"no maker for the mark <!-- made: prior -->; known: .*priors"):
        filled("text\n<!-- made: prior -->\n", pages.MAKERS)


def test_the_navigation_names_every_page_and_no_other(gathered):
    nav = named_in(YAML(typ="safe").load((gathered / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    there = {path.relative_to(gathered / "pages").as_posix() for path in (gathered / "pages").rglob("*.md")}
    assert len(nav) == len(set(nav))
    assert set(nav) == there


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ELSEWHERE])
def test_a_page_says_first_who_it_is_for(page):
    title, blank, first = (DOCS / page).read_text(encoding="utf-8").split("\n")[:3]
    assert title.startswith("# ")
    assert blank == ""
    assert first.startswith("For "), f"{page}: {first}"


def test_each_command_has_help_and_a_section_with_every_option():
    text = sections()
    for name, command in commands().items():
        assert command.help
        assert f"\n## buttress {name}\n" in f"\n{text}"
        for parameter in command.params:
            assert all(option in text for option in parameter.opts if option.startswith("--"))


def test_each_room_is_on_the_architecture_page_and_has_a_page():
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    for room in rooms.rooms():
        if room != "__main__":
            assert re.search(rf"^{room} {{2,}}\S", text, flags=re.MULTILINE), f"{room} is not on the map"
            assert f"{room}.md" in rooms.pages()


def test_the_odd_description_has_the_seven_elements(gathered):
    text = (gathered / "pages" / "reference" / "odd.md").read_text(encoding="utf-8")
    elements = (
        "Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
        "Design concepts", "Initialization", "Input data", "Submodels",
    )  # fmt: skip
    assert all(f"## {number}. {title}" in text for number, title in enumerate(elements, 1))


def test_each_key_of_a_case_is_in_its_reference(gathered):
    text = (gathered / "pages" / "reference" / "case.md").read_text(encoding="utf-8")
    for name in ("as_of", "horizon_days", "crowd_low", "amount_m", "would_change", "monthly_pay", "loan_delay_days"):
        assert f"| `{name}` |" in text


def test_each_result_has_a_page_and_keeps_its_text():
    shown = "\n".join(path.read_text(encoding="utf-8") for path in (DOCS / "reference" / "results").glob("*.md"))
    for name, path in results.files().items():
        assert f"<!-- made: results {name} -->" in shown
        assert read(path).text() == path.read_text(encoding="utf-8")


def test_claims_of_a_brief_become_a_table_a_verdict():
    claim = {
        "row": "S1", "says": "it lasts", "verdict": "supported", "basis": "prior", "note": "", "estimate": None,
        "measure": "tenure_90", "would_change": "pay lists", "lean": "for", "widened": 2, "bayes_factor": 29.26,
        "p_before": 0.5, "p_reports": 0.9726, "p_history": None, "p_after": 0.97,
    }  # fmt: skip
    made = {"command": "buttress brief x", "case_hash": "0" * 64, "version": "1", "runs": 1000}
    found = claims.results({"as_of": "2020-09-14", "provenance": made, "claims": [claim]})
    assert found.tables[0].title == "Decided: supported (1)"
    assert found.tables[0].rows == [["S1", "it lasts", "not estimated", "prior", "pay lists"]]
    moved = ["S1", "it lasts", "0.500", "0.973", "", "0.970", "× 2", "29", "for"]
    assert found.tables[-1].rows == [moved]
    assert len(moved) == len(found.tables[-1].columns)
    assert "1,000 pairs" in found.intro[0]


PATH = re.compile(r"`((?:src|docs|tests|studies|cases|benchmarks|tools)/[\w./-]+)`")
SHORT = re.compile(rf"`((?:{'|'.join(room for room in rooms.rooms())})/[\w./-]+)`")


@pytest.mark.parametrize("page", words.pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    for name in PATH.findall(text):
        assert (ROOT / name).exists() or name.split("/")[-1].isupper() or "NAME" in name, f"{page.name}: {name}"
    for name in SHORT.findall(text):
        assert (ROOT / "src" / "buttress" / name).exists(), f"{page.name}: {name}"


def test_words_leave_out_code_equations_and_marks():
    text = "# Two words\n\nThree more words $x = 1$.\n\n```sh\nnot these\n```\n<!-- made: priors -->\n| a | b |\n"
    assert words.counted(text) == (6 + 1, 2)


def page_of(body: str) -> str:
    return f"<html><body>{body}</body></html>"


def test_links_that_lead_nowhere_are_told(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text(page_of('<a href="sub/two.html#here">ok</a><a href="#top" id="top">ok</a>'))
    (tmp_path / "sub" / "two.html").write_text(page_of('<p id="here"></p><a href="../index.html">ok</a>'))
    assert links.faults(tmp_path) == []
    (tmp_path / "sub" / "two.html").write_text(page_of('<a href="three.html">no</a><img src="x.png">'))
    assert links.faults(tmp_path) == [
        "index.html: sub/two.html#here names no place on its page",
        "sub/two.html: three.html is not there",
        "sub/two.html: x.png is not there",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.html", page_of('<script src="https://example.com/x.js"></script>')),
        ("index.html", page_of('<link rel="stylesheet" href="//example.com/x.css">')),
        ("x.css", "@font-face { src: url(https://example.com/x.woff) }"),
    ],
)
def test_what_another_host_would_have_to_give_is_told(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert len(links.faults(tmp_path)) == 1
    assert "example.com" in links.faults(tmp_path)[0]


def test_the_page_on_history_tells_the_numbers_of_its_study():
    text = " ".join((DOCS / "explanation" / "history.md").read_text(encoding="utf-8").split())
    learned = {row[0]: row for row in results.rows_of("history.learned")}
    for side in ("support", "withdrawal"):
        ratio = math.exp(float(learned[side][1]))
        assert f"({learned[side][3]} acts in {learned[side][4]} contests): hazard" in text
        assert f"× {ratio:.{1 if ratio > 2 else 2}f}" in text
    for name, mean, sd in dots.effects()[2:]:
        low, high = (math.exp(mean + z * sd) for z in (-1.96, 1.96))
        assert f"× {math.exp(mean):.1f} ({low:.1f} to {high:.1f})" in text, name
    ends = results.rows_of("history.ends")
    assert f"in {sum(int(row[1]) for row in ends)} contests" in text


def test_the_page_on_history_says_how_soon_they_were_out():
    text = " ".join((DOCS / "explanation" / "history.md").read_text(encoding="utf-8").split())
    *_, row = (line.strip("| ").split(" | ") for line in other_contests.first_acts().strip().splitlines())
    name, contests, _, month, _ = row
    assert name == "withdrawal"
    assert f"after their patron publicly turned away {month} of {contests} incumbents were out within 30 days" in text


def test_what_claims_ask_of_history_grows_rarer_with_the_ratio_asked_for():
    support, withdrawn, quick = (
        line.strip("| ").split(" | ") for line in other_contests.asked().strip().splitlines()[2:]
    )
    assert (support[1][2:], withdrawn[1][0]) == (withdrawn[1][2:], "×")  # the same factor, the other way round
    assert float(quick[1][2:]) > float(withdrawn[1][2:])
    assert all(float(a) < float(b) for a, b in zip(quick[2:], withdrawn[2:], strict=True))


def test_the_picture_of_history_has_a_dot_a_contest_and_words():
    drawn = dots.picture()
    contests = sum(int(row[1]) for row in results.rows_of("history.ends"))
    assert drawn.count("<circle") == contests + len(dots.effects())
    assert "Contests by what the patron did. no patron: " in drawn
    assert "<script" not in drawn
