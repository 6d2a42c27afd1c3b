"""Hold two trees against each other: run the commands on fixed cases and seeds and keep a hash of each result.

    python tools/yardstick.py keep before.json [--only fit,compare]
    python tools/yardstick.py diff before.json after.json

Kept: the JSON of `fit`, `compare` (all scenarios, 200 pairs), `forecast`, `score --events`, `replicate`, and each JSON,
CSV and Parquet table that they and `brief` write, for the Belarus case and for a blank one. Left out: hashes of the
program, its evidence and its case, and the words of a command, which name classes, files and folders.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = frozenset(
    (
        "case",
        "case_hash",
        "code",
        "code_version",
        "command",
        "evidence",
        "evidence_hash",
        "hash",
        "identity",
        "lock",
        "version",
    )
)
PAIRS = "200"


def plain(value: Any) -> Any:
    """The value without the keys that name hashes of the program and its inputs."""
    if isinstance(value, dict):
        return {
            key: plain(item) for key, item in value.items() if key not in LEFT_OUT or isinstance(item, (int, float))
        }
    return [plain(item) for item in value] if isinstance(value, list) else value


def unplaced(content: bytes, folder: Path) -> bytes:
    """The content without the names of this tree and of the folder of results."""
    return content.replace(str(folder).encode(), b"FOLDER").replace(str(ROOT).encode(), b"TREE")


def of_json(content: bytes) -> str:
    """Hash of a JSON document, its keys in order."""
    return hashlib.sha256(json.dumps(plain(json.loads(content)), sort_keys=True).encode()).hexdigest()[:16]


def of_parquet(path: Path) -> str:
    """Hash of a Parquet table's columns and values, without the metadata of its file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path).replace_schema_metadata(None).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()[:16]


def of_folder(folder: Path) -> dict[str, str]:
    """Hash of each table and JSON document in a folder of results, by its path; a folder's hash in a path is cut."""
    hashes = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        name = "/".join(
            "KEY" if len(part) == 24 and not set(part) - set("0123456789abcdef") else part for part in inside
        )
        if path.name in ("manifest.json", "SHA256SUMS") or "parts" in inside:
            continue
        if path.suffix == ".json":
            hashes[name] = of_json(unplaced(path.read_bytes(), folder.parent))
        elif path.suffix == ".csv":
            hashes[name] = hashlib.sha256(unplaced(path.read_bytes(), folder.parent)).hexdigest()[:16]
        elif path.suffix == ".parquet":
            hashes[name] = of_parquet(path)
    return hashes


def buttress(*words: str, cache: Path) -> bytes:
    """What a command prints on stdout. Raises CalledProcessError if it fails."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "BUTTRESS_CACHE": str(cache)}
    return subprocess.run(
        [sys.executable, "-m", "buttress", *words], check=True, stdout=subprocess.PIPE, env=environment, cwd=ROOT
    ).stdout


def measured(only: frozenset[str], folder: Path) -> dict[str, str]:
    """All hashes, by case and command."""
    cache, blank = folder / "cache", folder / "blank"
    buttress("new", str(blank), cache=cache)
    hashes: dict[str, str] = {}
    for label, case in (("belarus", ROOT / "cases" / "belarus-2020"), ("blank", blank)):
        scenarios = [word for path in sorted((case / "scenarios").glob("*.yaml")) for word in ("-s", path.stem)]
        events = str(case / "events.csv")
        calls = {
            "fit": ("fit", str(case), "--all", "--json"),
            "compare": ("compare", str(case), *scenarios, "--runs", PAIRS, "--reading", "both", "--json"),
            "prior": ("compare", str(case), *scenarios[:2], "--runs", "40", "--prior", "--json"),
            "forecast": ("forecast", str(case), "--weeks", "4", "--runs", PAIRS, "--json"),
            "score": ("score", "--events", events, "--json"),
            "brief": ("brief", str(case), "--runs", PAIRS, "--others", "60"),
        }
        for name, words in calls.items():
            if name not in only or (name == "score" and label == "blank"):
                continue
            out = folder / f"{label}-{name}"
            keep = ("--out", str(out)) if name in ("compare", "forecast", "brief") else ()
            printed = buttress(*words, *keep, cache=cache)
            if name != "brief":
                hashes[f"{label} {name}"] = of_json(printed)
            hashes |= {f"{label} {name} {path}": value for path, value in of_folder(out).items()}
            print(f"{label} {name}", file=sys.stderr)
    if "fit" in only:
        hashes |= {f"fits {i}": of_parquet(path) for i, path in enumerate(_by_size(cache))}
    if "replicate" in only:
        hashes["replicate"] = of_json(buttress("replicate", "--json", cache=cache))
    return hashes


def _by_size(cache: Path) -> list[Path]:
    """The fits of a cache, in the order of their sizes: their names are hashes."""
    return sorted(cache.glob("*.parquet"), key=lambda path: path.stat().st_size)


def difference(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """A line for each result that differs or that only one side has."""
    names = sorted(before.keys() | after.keys())
    return [
        f"{name}: {before.get(name, 'not there')} -> {after.get(name, 'not there')}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def main() -> int:
    """0 if all is equal (or kept), 1 on a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("keep", "diff"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", default="fit,compare,prior,forecast,score,brief,replicate")
    asked = parser.parse_args()
    if asked.what == "keep":
        with tempfile.TemporaryDirectory() as folder:
            hashes = measured(frozenset(asked.only.split(",")), Path(folder))
        asked.files[0].write_text(json.dumps(hashes, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(hashes)} hashes")
        return 0
    before, after = (json.loads(path.read_text(encoding="utf-8")) for path in asked.files)
    lines = difference(before, after)
    print(*lines, f"{len(lines)} of {len(before)} differ", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
