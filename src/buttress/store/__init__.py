"""Runs on disk: a manifest, parts of a hundred runs, tables, checksums. Knows nothing of the model.

- `Store`: opens or resumes a directory, hands out valid parts, keeps new ones, writes the tables
- `Manifest`: what the numbers depend on; no clock time, no path
- `verify`: recomputes checksums and counts of a directory
"""

from buttress.store.error import StoreError
from buttress.store.manifest import Manifest
from buttress.store.part import Columns
from buttress.store.store import Store
from buttress.store.verify import verify

__all__ = ["Columns", "Manifest", "Store", "StoreError", "verify"]
