"""The page, the print and the files: whole, safe, the same bytes each time."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.brief import content
from buttress.brief.content import BriefData, IntervalEstimate, Score, SourceRow, Spread, Unit
from buttress.brief.figures.canvas import apart
from buttress.brief.html import html
from buttress.brief.pages import Pages, make_drawings, make_pages
from buttress.brief.pdf import pdf
from buttress.brief.write import write_brief
from tests.brief.invented import make
from tests.brief.poison import poisoned
from tests.brief.printed import lowest, words

EVIL = "<script>alert(1)</script>"
WORST = (
    f'=HYPERLINK("x") " onerror="alert(1)" {EVIL} {{{{ 7*7 }}}} *bold* '
    '#import "/etc/passwd"; $x$ `raw` = head <label> @ref {% raw %}'
)
"""A formula for spreadsheets, an attribute, a script, and markup of both templates."""


@pytest.fixture(scope="module")
def worst() -> Pages:
    """Pages of a brief whose every text is that."""
    return make_pages(poisoned(make(3), WORST))


@pytest.fixture(autouse=True)
def _drawn_once(drawn_once: None) -> None:
    """Of something else than drawing, but where a test undoes it."""


@pytest.fixture(scope="module")
def written(draw_once: Callable[[pytest.MonkeyPatch], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented brief's folder; not to be changed."""
    with pytest.MonkeyPatch.context() as patched:
        draw_once(patched)
        return write_brief(make(), tmp_path_factory.mktemp("written") / "brief")[0].parent


class Tags(HTMLParser):
    """Start tags with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def test_history_is_dots_on_a_line(data: BriefData) -> None:
    drawn = make_drawings(data)["history"]
    assert (
        "after support: 4 fell (after 3 to 250 days, median 24), 3 stayed (after 12 to 300 days, median 90)"
        in drawn.alt
    )
    assert "history" not in make_drawings(dataclasses.replace(data, history=None))


def test_text_of_a_case_reaches_the_page_escaped(worst: Pages) -> None:
    text = html(worst)
    tags = Tags(text)
    assert not tags.named("script")
    assert EVIL not in text
    assert "&lt;script&gt;" in text
    assert not [name for _, attrs in tags.tags for name in attrs if name.startswith("on")]


def test_markup_of_a_case_is_shown_and_never_run(data: BriefData, worst: Pages) -> None:
    assert "{{ 7*7 }}" in html(worst)
    read = " ".join(words(pdf(worst, data.as_of)))
    assert "{{ 7*7 }}" in read
    assert "*bold*" in read


def test_quotes_can_not_leave_an_attribute(worst: Pages) -> None:
    tags = Tags(html(worst))
    assert any("onerror" in (attrs.get("alt") or "") for attrs in tags.named("img"))
    assert not [name for _, attrs in tags.tags for name in attrs if name.startswith("on")]


def test_the_page_fetches_nothing(data: BriefData) -> None:
    evil = SourceRow("x", "p", "2031", "t", "https://example.org/evil.js")
    text = html(make_pages(dataclasses.replace(data, sources=(evil,))))
    tags = Tags(text)
    for _, attrs in tags.tags:
        for name in ("src", "href", "srcset", "action", "poster", "data", "background"):
            value = attrs.get(name)
            assert value is None or value.startswith(("data:image/svg+xml;base64,", "#"))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    for name in ("script", "link", "iframe", "object", "embed", "base", "form"):
        assert not tags.named(name)
    assert "https://example.org/evil.js" in text  # an address is shown as text


def test_the_page_is_well_built_for_readers_who_listen(data: BriefData) -> None:
    tags = Tags(html(make_pages(data)))
    assert tags.named("html")[0]["lang"] == "en"
    assert any(attrs.get("class") == "skip" for attrs in tags.named("a"))
    assert len(tags.named("h1")) == 1
    assert tags.named("main")
    pictures = tags.named("img")
    assert len(pictures) == 6
    assert all(len(attrs["alt"] or "") > 60 for attrs in pictures)
    assert len(tags.named("caption")) == len(tags.named("table"))
    assert all(attrs.get("scope") in ("col", "row") for attrs in tags.named("th"))


def test_each_figure_says_in_words_what_it_shows(data: BriefData) -> None:
    for name, drawing in make_drawings(data).items():
        assert drawing.name == name
        assert re.search(r"\d", drawing.alt), name
        assert " to " in drawing.alt, name
        assert drawing.caption
        assert "zero" in drawing.caption.lower() or "from 0" in drawing.caption or "from 10" in drawing.caption, name
        assert "<!--" not in drawing.svg
        assert "<script" not in drawing.svg


def test_a_place_without_reports_is_marked(data: BriefData) -> None:
    assert "No reports" not in make_drawings(data)["places"].caption
    first, *others = data.places
    silent = dataclasses.replace(data, places=(dataclasses.replace(first, reported=False), *others))
    drawn = make_drawings(silent)["places"]
    assert "* No reports: nobody speaks of this place." in drawn.caption
    assert f"{first.name} (no reports): crowd" in drawn.alt
    assert [row[-1] for row in make_pages(silent).tables["places"].rows] == ["no reports", *["yes" for _ in others]]


def test_log_scales_are_named(data: BriefData) -> None:
    made = make_drawings(data)
    assert "Log scale" in made["turnout"].caption
    assert "Log scales" in made["places"].caption


def test_the_print_has_two_pages_without_a_claim(brief_with: Callable[..., BriefData]) -> None:
    data = brief_with(claims=0)
    assert len(_read(pdf(make_pages(data), data.as_of)).pages) == 2


def test_the_week_of_a_case_without_scenarios_stands_on_the_first_page(brief_with: Callable[..., BriefData]) -> None:
    """Where no claim and no scenario fills the pages, the first would be half empty, and the second begin late."""
    full = brief_with(claims=3)
    bare = dataclasses.replace(brief_with(claims=0), effects=(), curves=full.curves[:1])
    few = dataclasses.replace(full, effects=full.effects[:1], curves=full.curves[:2], corner=None)
    for data, page in ((full, 1), (bare, 0), (few, 0)):
        first, second = words(pdf(make_pages(data), data.as_of))
        assert ("Next seven days, by place" in first, "Next seven days, by place" in second) == (page == 0, page == 1)
        assert "What we don’t know" in second


def test_the_print_has_two_pages_however_long_the_texts(brief_with: Callable[..., BriefData]) -> None:
    data = poisoned(brief_with(claims=45), "a long text that goes on and on " * 40)
    many = dataclasses.replace(
        data,
        effects=data.effects + tuple(dataclasses.replace(e, scenario=f"{e.scenario}_2") for e in data.effects),
        places=data.places * 2,
        curves=data.curves + tuple(dataclasses.replace(c, scenario=f"{c.scenario}_2") for c in data.curves[1:]),
        warnings=("a warning " * 60,) * 9,
    )
    printed = pdf(make_pages(many), many.as_of)
    assert len(_read(printed).pages) == 2
    assert lowest(printed) > 0


def test_the_print_is_a4_tagged_and_says_the_same(data: BriefData, written: Path) -> None:
    pages = make_pages(data)
    printed = (written / "brief.pdf").read_bytes()
    document = _read(printed)
    assert len(document.pages) == 2  # with 26 claims
    assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [595, 842]
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    read = " ".join(words(printed))
    squeezed = read.replace(" ", "").replace("-", "").replace("\u00ad", "")
    paragraphs = [said.text for said in pages.headline]
    assert pages.others is not None
    for said in (
        pages.answer,
        pages.others.sentence,
        *paragraphs,
        pages.cells[1].interval,
        pages.likelihoods,
        pages.unmoved,
        pages.scores,
    ):
        assert said.replace(" ", "").replace("-", "") in squeezed
    claims = pages.tables["claims"].rows
    told = [row for row in claims if row[2] != "? cannot be told"]
    assert 0 < len(told) < len(claims)
    for row in told:
        assert row[4].replace(" ", "") in squeezed
    assert f"Of {len(claims) - len(told)} others it cannot be told, with no lean" in read


@pytest.mark.parametrize(("count", "shown"), [(3, True), (12, False)])
def test_a_few_claims_are_printed_though_none_leans(
    brief_with: Callable[..., BriefData], count: int, shown: bool
) -> None:
    data = brief_with(claims=count)
    untold = tuple(
        dataclasses.replace(claim, says=f"Saying {index}.", verdict="undetermined", lean="none")
        for index, claim in enumerate(data.claims)
    )
    sheets = words(pdf(make_pages(dataclasses.replace(data, claims=untold)), data.as_of))
    assert len(sheets) == 2
    read = " ".join(sheets)
    assert ("Saying 2." in read) == shown
    assert ("Of 12 it cannot be told, with no lean" in read) == (not shown)


@pytest.fixture(scope="module")
def noted_claims(draw_once: Callable[[pytest.MonkeyPatch], None]) -> list[str]:
    """The printed pages of a case in another script, whose verdicts have notes."""
    notes = ("decided, but not with other spreads", "", "", "decided, but not with other spreads", "nobody fired", "")
    data = dataclasses.replace(make(len(notes)), title="Беларусь 2020", incumbent="Торвальд")
    marked = tuple(dataclasses.replace(claim, note=note) for claim, note in zip(data.claims, notes, strict=True))
    with pytest.MonkeyPatch.context() as patched:
        draw_once(patched)
        return words(pdf(make_pages(dataclasses.replace(data, claims=marked)), data.as_of))


def test_why_a_verdict_is_not_more_is_printed_once_below_the_claims(noted_claims: list[str]) -> None:
    read = " ".join(noted_claims)
    assert read.count("decided, but not with other spreads") == 1
    assert read.count("(a)") == 3
    assert "(b) nobody fired." in read


def test_a_case_in_another_script_prints(noted_claims: list[str]) -> None:
    assert len(noted_claims) == 2
    assert "Беларусь" in noted_claims[0]


def test_what_is_drawn_anew_has_the_same_bytes_and_leaves_the_callers_matplotlib_alone(
    data: BriefData, written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # every figure is drawn anew; `written` may have those that were drawn before
    before = dict(mpl.rcParams)
    files = write_brief(data, tmp_path / "anew")
    assert dict(mpl.rcParams) == before
    assert files[0] == tmp_path / "anew" / "brief.html"
    for path in files:
        assert path.read_bytes() == (written / path.relative_to(tmp_path / "anew")).read_bytes()
    assert sorted(path for path in (tmp_path / "anew").rglob("*") if path.is_file()) == sorted(files)


def test_nothing_is_written_when_a_number_can_not_be_shown(data: BriefData, tmp_path: Path) -> None:
    cell = dataclasses.replace(
        data.cells[0], estimate=dataclasses.replace(data.cells[0].estimate, mean=float("inf"), cap=None)
    )
    with pytest.raises(ValueError, match="finite"):
        write_brief(dataclasses.replace(data, cells=(cell, *data.cells[1:])), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_number_of_the_content_stands_without_its_interval() -> None:
    """Floats live only in types that carry an interval, or are settings, reports and errors named here."""
    excused = {
        ("Promise", "amount_m"),
        ("Paired", "mc_se"), ("Paired", "nothing"), ("ReportRow", "low"), ("ReportRow", "high"),
        ("Paired", "ends_se"), ("UnmovedParameter", "ratio"), ("BriefProvenance", "effective_sample_size"),
        # A verdict's probabilities have Jeffreys' limits inside the rule that gives its word.
        *(("ClaimRow", name) for name in ("p_before", "p_reports", "p_history", "p_after", "bayes_factor")),
    }  # fmt: skip
    carriers = {"IntervalEstimate", "Spread", "Band", "BandedSeries"}
    found = {
        (name, part.name)
        for name, kind in vars(content).items()
        if dataclasses.is_dataclass(kind) and name not in carriers
        for part in dataclasses.fields(kind)
        if "float" in str(part.type)
    }
    assert found == excused
    for carrier in (IntervalEstimate, Spread):
        names = {part.name for part in dataclasses.fields(carrier)}
        assert names >= {"low", "high"} or "bands" in names


def test_policing_is_never_ranked_by_tenure(data: BriefData) -> None:
    fixed = {effect.title for effect in data.effects if effect.fixed}
    pages = make_pages(data)
    assert [row[0] for row in pages.tables["policing"].rows] == [e.title for e in data.effects if e.fixed]
    assert pages.tables["policing"].headings[1].startswith("detained")
    assert not any("office" in column for column in pages.tables["policing"].headings)
    assert not fixed & {row[0] for row in pages.tables["effects"].rows}
    assert not any(title in pages.drawings["effects"].alt or title in pages.drawings["survival"].alt for title in fixed)


def test_the_brief_says_whether_a_patron_who_responds_was_run(brief_with: Callable[..., BriefData]) -> None:
    assert "was not run" in make_pages(brief_with(claims=0)).readings
    assert "the same answers" in make_pages(brief_with(claims=0, responsive=True, readings=())).readings


def test_long_tables_fold_and_lose_no_row(data: BriefData) -> None:
    many = tuple(dataclasses.replace(data.unknowns.assumed[0], key=f"number_{index}") for index in range(40))
    text = html(make_pages(dataclasses.replace(data, unknowns=dataclasses.replace(data.unknowns, assumed=many))))
    assert all(f">number_{index}<" in text for index in range(40))
    assert "32 more" in text


def test_forecasts_not_yet_scored_are_said_to_be_so(data: BriefData) -> None:
    assert "enough weeks" in make_pages(data).scores


def test_scored_forecasts_stand_with_their_interval(data: BriefData) -> None:
    known = (Score("crowd/gazette", 9, IntervalEstimate(0.14, -0.03, 0.27, Unit.PERCENT, signed=True), 7),)
    pages = make_pages(dataclasses.replace(data, unknowns=dataclasses.replace(data.unknowns, scores=known)))
    assert "7 of 9" in pages.scores
    assert "+14" in pages.tables["scores"].rows[0][1]
    assert "−3" in pages.tables["scores"].rows[0][1]


def test_tables_read_back_and_can_not_act_as_formulas(worst: Pages) -> None:
    assert any("HYPERLINK" in table.csv() for table in worst.tables.values())
    for name, table in worst.tables.items():
        rows = list(csv.reader(io.StringIO(table.csv())))
        assert len({len(row) for row in rows}) == 1, name
        for row in rows[1:]:
            for value in row:
                assert not value.startswith(("=", "@")), name
                if value.startswith(("+", "-")):
                    float(value)


def test_the_json_holds_every_estimate(data: BriefData, written: Path) -> None:
    read = json.loads((written / "brief.json").read_text())
    assert read["effects"][0]["tenure"]["difference"]["mean"] == data.effects[0].tenure.difference.mean
    assert len(read["claims"]) == len(data.claims)
    assert read["as_of"] == data.as_of.isoformat()


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=7))
def test_labels_keep_their_order_and_distance(wishes: list[float]) -> None:
    placed = apart(wishes, 0.12, 0.05, 0.95)
    in_order = [place for _, place in sorted(zip(wishes, placed, strict=True))]
    gaps = [b - a for a, b in pairwise(in_order)]
    assert all(gap >= 0.12 - 1e-9 for gap in gaps)
    assert min(placed) >= 0.05 - 1e-9
    assert max(placed) <= 0.95 + 1e-9


def _read(raw: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(raw))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from _strings(getattr(value, part.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)


def test_the_poison_reaches_every_text(data: BriefData) -> None:
    """Guards the tests above: a new text field must be poisoned, or named here as made by the program."""
    kept = {text for text in _strings(poisoned(data, "POISON")) if text != "POISON"}
    own = {"share", "points", "people", "weeks", "money", "USD m", "HBL m", "supported", "contradicted", "undetermined"}
    own |= {
        "percent",
        "ratio",
        "log_ratio",
        "assumption",
        "reports",
        "reports and history",
        "structure",
        "for",
        "against",
        "none",
    }
    own |= {"baseline", "", "in office after 90 days", "the loan"}
    own |= {effect.scenario for effect in data.effects} | {text for c in data.claims for text in (c.id, c.row)}
    own |= {text for p in data.places for text in (p.place, p.trace)} | {b.label for c in data.cells for b in c.beside}
    own |= {cell.label for cell in data.cells} | {source.id for source in data.sources} | {s.date for s in data.sources}
    own |= {text for row in data.unknowns.unmoved for text in (row.name, row.meaning)}
    own |= {row.title for row in data.readings}
    made = data.provenance
    own |= {made.case_id, made.case_hash, made.version, *(text for pair in made.settings for text in pair), data.lead}
    assert kept - own == set()


@pytest.mark.filterwarnings("error")
def test_without_a_free_scenario_there_is_no_empty_forest_and_no_patron(data) -> None:
    fixed = dataclasses.replace(data.effects[0], fixed=True)
    curves = tuple(curve for curve in data.curves if curve.scenario in (content.BASELINE, fixed.scenario))
    alone = {"effects": (fixed,), "curves": curves, "lead": "", "readings": (), "patron_acts": False}
    pages = make_pages(dataclasses.replace(data, **alone))
    assert "effects" not in pages.drawings
    assert pages.readings == ""
    page = html(pages)
    assert "No scenario was compared" not in page
    assert "a patron who responds" not in page
    assert len(pypdf.PdfReader(io.BytesIO(pdf(pages, data.as_of))).pages) == 2
