"""How a kept file is read: what its user said of it, and the rows added by hand."""

from __future__ import annotations

from pathlib import Path

from buttress.intake.added_rows import AddedRow, rows_of_csv, rows_to_csv
from buttress.intake.mapping import FILE as MAPPING
from buttress.intake.mapping import read_mapping, replace_mapping
from buttress.intake.read_options import ReadOptions
from buttress.store.file import write_whole
from buttress.web.error import WebError
from buttress.web.kept_file import KeptFile, KeptFiles

MOST_ROWS = 2000
ADDED = "added.csv"


def adopted(files: KeptFiles, path: Path) -> KeptFile:
    """The kept form of a file on this machine, with the mapping that stands beside it."""
    return files.adopt(path, path.parent / MAPPING)


def options_of(kept: KeptFile) -> ReadOptions:
    """What the user said of it so far. IntakeError where the mapping is broken."""
    mapping = kept.path.with_name(MAPPING)
    return read_mapping(mapping) if mapping.is_file() else ReadOptions()


def put_options(files: KeptFiles, kept: KeptFile, options: ReadOptions, version: int) -> None:
    """Keep what the user said of how it is read."""
    files.change(kept, lambda: replace_mapping(kept.path, options), version)


def rows_of(kept: KeptFile) -> list[AddedRow]:
    """The rows added by hand."""
    file = kept.folder / ADDED
    return rows_of_csv(file.read_text(encoding="utf-8")) if file.is_file() else []


def put_rows(files: KeptFiles, kept: KeptFile, rows: list[AddedRow], version: int) -> None:
    """Keep these rows as those added by hand."""
    if len(rows) > MOST_ROWS:
        raise WebError(f"At most {MOST_ROWS:,} rows can be added by hand; put them into the file.")
    files.change(kept, lambda: write_whole(kept.folder / ADDED, rows_to_csv(rows).encode()), version)
