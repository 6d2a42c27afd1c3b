"""A file appears whole or not at all, whatever happens in between."""

import errno
import os
from pathlib import Path

import pytest

from buttress.store.file import file_digest, sweep, write_whole


def test_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["file"]
    assert file_digest(path) == "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, where, full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_whole(path, b"new")
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_sweeping_takes_only_what_a_kill_left(tmp_path: Path) -> None:
    (tmp_path / ".manifest.json.x.partial").touch()
    (tmp_path / "mine.partial").touch()
    sweep(tmp_path)
    assert [found.name for found in tmp_path.iterdir()] == ["mine.partial"]
