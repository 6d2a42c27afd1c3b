"""What the user said of a file, kept in `mapping.yaml` beside it and found again by next week's file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from buttress.case.message import nearest, shown
from buttress.intake.account import AccountDraft
from buttress.intake.column_names import ROLES, bare
from buttress.intake.columns import says_absent
from buttress.intake.error import IntakeError, located
from buttress.intake.header import SEARCHED
from buttress.intake.read_options import ReadOptions, checked_answers
from buttress.intake.sheet import Sheet
from buttress.intake.size_list import people_of
from buttress.store.file import write_whole

FILE = "mapping.yaml"
MAX_BYTES = 100_000
HEAD = "# How the tables of this folder are read; written by --keep, found by every later run.\n"


def with_kept(path: Path, sheets: Sequence[Sheet], options: ReadOptions, draft: AccountDraft) -> ReadOptions:
    """The options with those kept beside the file, where its columns are there; what is said now counts first."""
    file = path.parent / FILE
    if not file.is_file() or file == path:
        return options
    kept = read_mapping(file)
    missing = [name for name in kept.columns.values() if not any(_holds(sheet, name) for sheet in sheets)]
    missing = [name for name in missing if not says_absent(name)]
    if missing:
        draft.decide(FILE, "not used", "the file lacks columns that it names", missing, len(missing))
        return options
    both = _together(kept, options)
    said = [f"{role}={name}" for role, name in both.columns.items()]
    said += [f"{name}={value}" for name, value in both.answers.items()]
    draft.decide(FILE, "used", "it stands beside the file", said, len(said))
    return both


def _holds(sheet: Sheet, name: str) -> bool:
    """Whether the top of a sheet holds a name, or the name may be the letters of a column."""
    letters = name.isascii() and name.isalpha() and len(name) <= 3 and name.isupper()
    return letters or any(bare(cell) == bare(name) for row in sheet.rows[:SEARCHED] for cell in row.cells)


def read_mapping(file: Path) -> ReadOptions:
    """The options that a mapping file holds. IntakeError says what is wrong with it."""
    name = str(file)
    if file.stat().st_size > MAX_BYTES:
        raise IntakeError(located(name, None, "too large for a mapping"))
    try:
        content = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) or {}
    except (YAMLError, ValueError, RecursionError) as reason:
        raise IntakeError(located(name, None, f"broken YAML ({str(reason).splitlines()[0][:80]})")) from None
    if not isinstance(content, dict):
        raise IntakeError(located(name, None, "no mapping; write `columns:` and below it `detained: NAME`"))
    for key in content:
        known = ("columns", "answers", "sheet", "country", "sizes")
        if key not in known:
            raise IntakeError(located(name, None, f"{shown(key)} is not known{nearest(str(key), known)}"))
    columns, answers = (_texts(name, content, key) for key in ("columns", "answers"))
    for role in columns:
        if role not in ROLES:
            raise IntakeError(located(name, None, f"columns: {shown(role)} is not known{nearest(role, ROLES)}"))
    try:
        checked_answers(answers)
    except IntakeError as reason:
        raise IntakeError(located(name, None, f"answers: {reason}")) from None
    sizes = _texts(name, content, "sizes")
    try:
        people = {place: people_of(text) for place, text in sizes.items()}
    except ValueError as reason:
        raise IntakeError(located(name, None, f"sizes: {reason}")) from None
    return ReadOptions(
        columns, _text(name, content, "sheet"), _text(name, content, "country"), answers, size_list=people
    )


def _texts(name: str, content: dict[object, object], key: str) -> dict[str, str]:
    held = content.get(key) or {}
    if not isinstance(held, dict) or not all(isinstance(value, (str, int, float)) for value in held.values()):
        raise IntakeError(located(name, None, f"{key}: a name and a text a line are needed"))
    return {str(one): str(value) for one, value in held.items()}


def _text(name: str, content: dict[object, object], key: str) -> str | None:
    held = content.get(key)
    if held is not None and not isinstance(held, (str, int, float)):
        raise IntakeError(located(name, None, f"{key}: one text is needed"))
    return None if held is None else str(held)


def write_mapping(path: Path, options: ReadOptions) -> Path:
    """Keep the options beside the file, together with those kept before; the file appears whole or not at all."""
    file = path.parent / FILE
    kept = read_mapping(file) if file.is_file() else ReadOptions()
    return replace_mapping(path, _together(kept, options))


def _together(kept: ReadOptions, options: ReadOptions) -> ReadOptions:
    """What was kept, and what is said now, which counts where both speak."""
    return ReadOptions(
        {**kept.columns, **options.columns},
        options.sheet or kept.sheet,
        options.country or kept.country,
        {**kept.answers, **options.answers},
        options.sizes,
        {**kept.size_list, **options.size_list},
    )


def replace_mapping(path: Path, options: ReadOptions) -> Path:
    """Keep these options alone beside the file; the mapping appears whole or not at all."""
    file = path.parent / FILE
    content = {
        "columns": options.columns,
        "answers": options.answers,
        "sheet": options.sheet,
        "country": options.country,
        "sizes": {**options.size_list, **options.sizes},
    }
    stream = io.StringIO()
    yaml = YAML()
    yaml.dump(
        {key: dict(value) if isinstance(value, Mapping) else value for key, value in content.items() if value}, stream
    )
    write_whole(file, (HEAD + stream.getvalue()).encode())
    return file
