"""Tables of a finished store: Parquet with fixed options and fixed row groups, so that equal rows are equal bytes."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from buttress.store.file import write_whole

ROW_GROUP = 100_000


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table whole. Any metadata of the schema is dropped: only columns and rows decide the bytes."""
    buffer = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata(None),
        buffer,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=[field.name for field in table.schema if not pa.types.is_floating(field.type)],
        row_group_size=ROW_GROUP,
    )
    write_whole(path, buffer.getvalue())


def read_table(path: Path) -> pa.Table:
    """Read a table back, single-threaded so that its chunks come in the order of the file."""
    return pq.read_table(path, use_threads=False)
