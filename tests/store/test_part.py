"""A part comes back bit for bit, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from buttress.store.part import Columns, content_digest, read_part, read_stamp, write_part

OURS = {"identity": "a", "scenario": "b", "label": "baseline", "draws": "c"}


@pytest.fixture
def columns() -> Columns:
    rng = np.random.default_rng(0)
    return {
        "run": np.arange(7),
        "measure": rng.normal(size=7),
        "hole": np.array([1.0, np.nan, 2, 3, np.inf, -0.0, 5]),
        "days": rng.normal(size=(7, 5)).astype(np.float32),
        "people": rng.integers(0, 100, (7, 3)),
    }


@pytest.fixture
def path(tmp_path: Path, columns: Columns) -> Path:
    where = tmp_path / "parts" / "baseline" / "000000.parquet"
    write_part(where, columns, OURS)
    return where


def test_comes_back_bit_for_bit(path: Path, columns: Columns) -> None:
    found = read_part(path, OURS, 7)
    assert found is not None
    assert list(found) == list(columns)
    assert content_digest(found) == content_digest(columns)
    assert found["days"].dtype == np.float32


def test_equal_columns_are_equal_bytes(path: Path, columns: Columns, tmp_path: Path) -> None:
    write_part(tmp_path / "again.parquet", columns, OURS)
    assert (tmp_path / "again.parquet").read_bytes() == path.read_bytes()


def test_nothing_is_left_beside_it(path: Path) -> None:
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("field", OURS)
def test_foreign_is_not_taken(path: Path, field: str) -> None:
    assert read_part(path, {**OURS, field: "other"}, 7) is None
    assert read_part(path, None, 7) is not None


def test_another_length_is_not_taken(path: Path) -> None:
    assert read_part(path, OURS, 6) is None


def test_absent(tmp_path: Path) -> None:
    assert read_part(tmp_path / "none.parquet", OURS, 7) is None
    assert read_stamp(tmp_path / "none.parquet") is None


def test_torn_anywhere_is_not_taken(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        assert read_part(path, OURS, 7) is None, length


def test_a_changed_number_is_not_taken(path: Path, columns: Columns) -> None:
    """The same footer over other contents, as a stray writer or a bad disk would leave it."""
    stamp = read_stamp(path)
    changed = {**columns, "measure": columns["measure"] + 1}
    write_part(path, changed, OURS)
    assert read_part(path, OURS, 7) is not None
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    import json

    pq.write_table(table.replace_schema_metadata({b"buttress": json.dumps(stamp).encode()}), path)
    assert read_part(path, OURS, 7) is None


def test_a_flipped_byte_never_passes_for_other_numbers(path: Path, columns: Columns) -> None:
    """Where a flip falls into bytes that carry no content the part may pass, but then its contents are the same."""
    whole = bytearray(path.read_bytes())
    want = content_digest(columns)
    for position in range(0, len(whole), 37):
        flipped = bytearray(whole)
        flipped[position] ^= 0x10
        path.write_bytes(bytes(flipped))
        found = read_part(path, OURS, 7)
        assert found is None or content_digest(found) == want
