"""A directory of runs, opened for writing: resume, extend, keep parts, finish.

DIR/manifest.json               what the numbers depend on
DIR/parts/LABEL/000000.parquet  a block of runs
DIR/NAME.parquet                the tables, written when every part is there
DIR/SHA256SUMS                  written last; a directory without it is unfinished
DIR/timing.log                  seconds and host, the only file that may differ between equal runs
"""

import os
import platform
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from buttress.store import lock
from buttress.store.error import StoreError
from buttress.store.file import PARTIAL, file_digest, sweep, write_whole
from buttress.store.manifest import NAME as MANIFEST
from buttress.store.manifest import Manifest
from buttress.store.part import Columns, read_part, read_stamp, write_part
from buttress.store.table import write_table

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 100  # runs a part
SUMS = "SHA256SUMS"
TIMING = "timing.log"
UNSUMMED = {SUMS, TIMING, lock.NAME}
_LABEL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,120}")


def part_path(directory: Path, label: str, block: int) -> Path:
    """Where block number `block` of the runs labelled `label` stands."""
    return directory / "parts" / label / f"{block:06d}.parquet"


def block_rows(runs: int) -> list[int]:
    """Runs in each block of an ensemble of `runs`: all full but perhaps the last."""
    full, rest = divmod(runs, BLOCK)
    return [BLOCK] * full + ([rest] if rest else [])


class Store:
    """A directory that this process alone writes. Use as a context manager, or call `close`."""

    def __init__(
        self,
        directory: Path | str,
        manifest: Manifest,
        same_draws: Callable[[Mapping[str, object]], bool] = lambda stored: True,
    ) -> None:
        """Open, resume or extend. `same_draws(stored)` tells whether the draws used there are the first of these.

        Raises StoreError for a directory that another process writes, that is no store, or that has other runs.
        """
        self.directory = Path(directory)
        self.manifest = manifest
        for label in manifest.scenarios:
            if not _LABEL.fullmatch(label):
                raise StoreError(f"{label!r} can't name a directory of runs")
        self._make_directory()
        self._refuse_foreign()
        self._lock = lock.Lock(self.directory)
        try:
            self._claim(same_draws)
        except BaseException:
            self._lock.release()
            raise
        self._began = time.monotonic()

    def _make_directory(self) -> None:
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise StoreError(f"{self.directory} is a file: --out wants a directory") from None
        except OSError as error:
            raise StoreError(f"{self.directory} can't be made: {error.strerror}") from None

    def _refuse_foreign(self) -> None:
        """Raise StoreError for a directory without a manifest that holds more than a killed start leaves behind."""
        if (self.directory / MANIFEST).exists():
            return
        if any(path.name != lock.NAME and not path.name.endswith(PARTIAL) for path in self.directory.iterdir()):
            raise StoreError(f"{self.directory} is not empty and holds no runs: choose another --out")

    def _claim(self, same_draws: Callable[[Mapping[str, object]], bool]) -> None:
        sweep(self.directory)
        if (self.directory / MANIFEST).exists():
            stored = Manifest.read(self.directory)
            stored.extend(self.manifest, self.directory, same_draws(stored.draws))
            if stored == self.manifest:
                return
        (self.directory / SUMS).unlink(missing_ok=True)
        write_whole(self.directory / MANIFEST, self.manifest.dump())

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the directory."""
        self._lock.release()

    def belongs(self, label: str, draws: str) -> dict[str, object]:
        """What a part of `label` made from draws of hash `draws` carries in its footer."""
        return {
            "identity": self.manifest.identity,
            "scenario": self.manifest.scenarios[label]["hash"],
            "label": label,
            "draws": draws,
        }

    def promises(self, label: str, block: int, rows: int, draws: str) -> bool:
        """Whether there is a block whose footer fits the manifest. Quick: only `part` reads the contents."""
        stamp = read_stamp(part_path(self.directory, label, block))
        return stamp is not None and stamp.get("belongs") == self.belongs(label, draws) and stamp.get("rows") == rows

    def part(self, label: str, block: int, rows: int, draws: str) -> Columns | None:
        """A block that is there, whole and ours; None where it has to be made (again)."""
        return read_part(part_path(self.directory, label, block), self.belongs(label, draws), rows)

    def borrow(self, other: Path) -> None:
        """Copy the parts of another directory that this one lacks. Which of them are ours, their footers tell."""
        for label, entry in self.manifest.scenarios.items():
            for block in range(len(block_rows(entry["runs"]))):
                theirs, mine = (part_path(directory, label, block) for directory in (other, self.directory))
                if theirs.exists() and not mine.exists():
                    write_whole(mine, theirs.read_bytes())

    def keep(self, label: str, block: int, columns: Columns, draws: str) -> None:
        """Write a block."""
        write_part(part_path(self.directory, label, block), columns, self.belongs(label, draws))

    def finish(self, tables: Mapping[str, "pa.Table"]) -> None:
        """Write the tables, then the checksums of everything, then a line of timing."""
        for name, table in tables.items():
            write_table(self.directory / f"{name}.parquet", table)
        self._write_sums()
        self._write_timing()

    def _write_sums(self) -> None:
        lines = [f"{file_digest(path)}  {name}\n" for name, path in summed_files(self.directory)]
        write_whole(self.directory / SUMS, "".join(lines).encode())

    def _write_timing(self) -> None:
        seconds = time.monotonic() - self._began
        with (self.directory / TIMING).open("a", encoding="utf-8") as file:
            file.write(f"{seconds:.2f} s on {platform.node()}, {os.cpu_count()} cores\n")


def summed_files(directory: Path) -> list[tuple[str, Path]]:
    """Files that the checksums cover, as (path inside the directory, path), sorted."""
    own = [directory / MANIFEST, *directory.glob("*.parquet"), *directory.glob("parts/*/*.parquet")]
    return sorted((path.relative_to(directory).as_posix(), path) for path in own)
