"""Checks of a directory of runs against its manifest; a problem in one does not stop the next."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from buttress.store.file import file_digest
from buttress.store.manifest import Manifest
from buttress.store.part import Columns, content_digest, read_part, read_stamp
from buttress.store.store import BLOCK, SUMS, block_rows, part_path, summed_files
from buttress.store.table import read_table

Recompute = Callable[[str, int], Columns]  # (label, block) -> the block's columns, made anew


def verify(directory: Path | str, recompute: Recompute | None = None, sample: int = 3) -> list[str]:
    """Problems of a directory, in words; an empty list means that there is none.

    Checks the checksums of all files, that each part is whole, belongs to the manifest and holds its runs in order,
    and that the table of measures has the rows of the parts. With `recompute`, `sample` blocks, spread evenly over
    the store, are made anew and compared byte by byte. Raises StoreError where there is no store at all.
    """
    directory = Path(directory)
    manifest = Manifest.read(directory)
    problems = _sums(directory) + _parts(directory, manifest) + _measures(directory, manifest)
    if recompute is not None:
        problems += _recomputed(directory, manifest, recompute, sample)
    return problems


def _sums(directory: Path) -> list[str]:
    path = directory / SUMS
    if not path.is_file():
        return [f"unfinished: no {SUMS}; the command that made it, given again, resumes it"]
    written = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        checksum, _, name = line.partition("  ")
        written[name] = checksum
    present = dict(summed_files(directory))
    problems = [f"{name}: missing" for name in sorted(set(written) - set(present))]
    problems += [f"{name}: not in {SUMS}" for name in sorted(set(present) - set(written))]
    changed = [name for name in sorted(set(present) & set(written)) if file_digest(present[name]) != written[name]]
    return problems + [f"{name}: its contents are not those that were written" for name in changed]


def _blocks(manifest: Manifest) -> list[tuple[str, int, int]]:
    return [
        (label, block, rows)
        for label in sorted(manifest.scenarios)
        for block, rows in enumerate(block_rows(int(manifest.scenarios[label]["runs"])))
    ]


def _parts(directory: Path, manifest: Manifest) -> list[str]:
    problems = []
    for label, block, rows in _blocks(manifest):
        path = part_path(directory, label, block)
        name = path.relative_to(directory).as_posix()
        if not path.is_file():
            problems.append(f"{name}: missing")
            continue
        columns = read_part(path, None, rows)
        if columns is None:
            problems.append(f"{name}: torn, or not the {rows} runs that the manifest says")
        elif not np.array_equal(columns["run"], np.arange(block * BLOCK, block * BLOCK + rows)):
            problems.append(f"{name}: runs out of order")
        elif not _is_ours(path, manifest, label):
            problems.append(f"{name}: from another case, seed, scenario or version than the manifest's")
    return problems


def _is_ours(path: Path, manifest: Manifest, label: str) -> bool:
    belongs = (read_stamp(path) or {}).get("belongs")
    if not isinstance(belongs, dict):
        return False
    expected = {"identity": manifest.identity, "scenario": manifest.scenarios[label]["hash"], "label": label}
    return {key: belongs.get(key) for key in expected} == expected


def _measures(directory: Path, manifest: Manifest) -> list[str]:
    path = directory / "measures.parquet"
    if not path.is_file():
        return [] if not (directory / SUMS).is_file() else ["measures.parquet: missing"]
    try:
        table = read_table(path)
        labels = table.column("scenario").to_pylist()
        runs = table.column("run").to_numpy()
    except Exception as error:  # any damage at all is a finding here, not a failure of the check
        return [f"measures.parquet: can't be read ({type(error).__name__})"]
    wanted = [label for label, entry in manifest.scenarios.items() if entry["tables"]]
    problems = [f"measures.parquet: no rows of {label}" for label in sorted(set(wanted) - set(labels))]
    for label in dict.fromkeys(labels):
        numbers = runs[np.array([name == label for name in labels])]
        expected = manifest.scenarios.get(label)
        if expected is None:
            problems.append(f"measures.parquet: scenario {label} is not in the manifest")
        elif not np.array_equal(numbers, np.arange(int(expected["runs"]))):
            problems.append(f"measures.parquet: the runs of {label} are not 0 to {int(expected['runs']) - 1} in order")
    return problems


def _recomputed(directory: Path, manifest: Manifest, recompute: Recompute, sample: int) -> list[str]:
    blocks = _blocks(manifest)
    chosen = sorted({int(i) for i in np.linspace(0, len(blocks) - 1, min(sample, len(blocks)))})
    problems = []
    for label, block, rows in (blocks[i] for i in chosen):
        stored = read_part(part_path(directory, label, block), None, rows)
        if stored is not None and content_digest(stored) != content_digest(recompute(label, block)):
            problems.append(f"{label}, block {block}: made anew, it comes out different")
    return problems
