"""A part: the columns of one block of runs, written whole, checked when read.

A part is a Parquet file of one row a run and one row group. Its footer carries what it belongs to and a checksum of
its contents, so that a part is trusted, or made again, on its own evidence.
"""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from buttress.store.file import digest, write_whole

Columns = dict[str, np.ndarray]  # name -> (runs,) or (runs, width), numbers only

FOOTER = b"buttress"
COMPRESSION = {"compression": "zstd", "compression_level": 3, "use_dictionary": False, "version": "2.6"}


def write_part(path: Path, columns: Columns, belongs: Mapping[str, object]) -> None:
    """Write one block. `belongs`: what makes the part ours (identity, scenario, draws), compared when it is read."""
    stamp = {"belongs": dict(belongs), "content": content_digest(columns), "rows": _rows(columns)}
    schema_note = {FOOTER: json.dumps(stamp, sort_keys=True).encode()}
    table = pa.table({name: _to_arrow(values) for name, values in columns.items()}).replace_schema_metadata(schema_note)
    floats = [_leaf(name, values) for name, values in columns.items() if values.dtype.kind == "f"]
    buffer = io.BytesIO()
    pq.write_table(table, buffer, use_byte_stream_split=floats or False, row_group_size=table.num_rows, **COMPRESSION)
    write_whole(path, buffer.getvalue())


def read_part(path: Path, belongs: Mapping[str, object] | None, rows: int) -> Columns | None:
    """The columns of a block, or None where the file is absent, torn, foreign or of another length.

    `belongs` None skips the question whose part it is.
    """
    try:
        table = pq.read_table(io.BytesIO(path.read_bytes()), use_threads=False)
        stamp = json.loads((table.schema.metadata or {})[FOOTER])
        columns = {name: _to_numpy(table.column(name)) for name in table.column_names}
        whole = stamp["rows"] == table.num_rows == rows and stamp["content"] == content_digest(columns)
    except (OSError, KeyError, ValueError, TypeError, pa.ArrowException):
        return None
    ours = belongs is None or stamp["belongs"] == dict(belongs)
    return columns if whole and ours else None


def read_stamp(path: Path) -> dict[str, object] | None:
    """What a part says of itself (`belongs`, `content`, `rows`), None where that can't be read."""
    try:
        stamp = json.loads((pq.read_schema(path).metadata or {})[FOOTER])
    except (OSError, KeyError, ValueError, TypeError, pa.ArrowException):
        return None
    return stamp if isinstance(stamp, dict) else None


def content_digest(columns: Columns) -> str:
    """SHA-256 of names, types, shapes and bytes, in the order of the columns."""
    hashes = []
    for name, values in columns.items():
        hashes.append(f"{name} {values.dtype.str} {values.shape} {digest(np.ascontiguousarray(values).tobytes())}")
    return digest("\n".join(hashes).encode())


def _rows(columns: Columns) -> int:
    return len(next(iter(columns.values())))


def _leaf(name: str, values: np.ndarray) -> str:
    return name if values.ndim == 1 else f"{name}.list.element"


def _to_arrow(values: np.ndarray) -> pa.Array:
    if values.ndim == 1:
        return pa.array(values)
    return pa.FixedSizeListArray.from_arrays(pa.array(np.ascontiguousarray(values).reshape(-1)), values.shape[1])


def _to_numpy(column: pa.ChunkedArray) -> np.ndarray:
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks)
    if pa.types.is_fixed_size_list(array.type):
        return array.flatten().to_numpy(zero_copy_only=False).reshape(len(array), array.type.list_size)
    return array.to_numpy(zero_copy_only=False)
