"""The form of a study's results: tables are read from what it prints, and the text can be read back."""

import json

from studies.results import as_text, of_markdown

TEXT = """# Page

## Shares

| what | share |
|---|---|
| a \\| b | 0.5 |

Left out: 2.

**Others**

| what |
|---|
| c |

| sum |
|---|
| d |
"""


def test_tables_come_with_their_titles_and_notes():
    found = of_markdown(TEXT, "t", "command", ["intro"])
    assert [table["title"] for table in found["tables"]] == ["Shares", "Others", "Others: sum"]
    assert [table["name"] for table in found["tables"]] == ["shares", "others", "others_2"]
    assert found["tables"][0]["rows"] == [["a | b", "0.5"]]
    assert found["tables"][0]["columns"] == ["what", "share"]
    assert [table["note"] for table in found["tables"]] == ["Left out: 2.", "", ""]


def test_the_text_reads_back_with_a_line_a_row():
    results = of_markdown(TEXT, "t", "command")
    assert json.loads(as_text(results)) == results
    assert '    ["a | b", "0.5"]' in as_text(results).splitlines()
