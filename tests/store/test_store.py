"""Opening, resuming, extending, refusing, verifying a directory of runs."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from buttress.store.error import StoreError
from buttress.store.manifest import Manifest
from buttress.store.part import Columns
from buttress.store.store import Store, block_rows, part_path
from buttress.store.verify import verify


def manifest(**runs: int) -> Manifest:
    wanted = runs or {"baseline": 150}
    scenarios = {label: {"hash": f"hash of {label}", "runs": n, "tables": True} for label, n in wanted.items()}
    return Manifest(
        case="c",
        evidence="e",
        seed=7,
        scenarios=scenarios,
        draws={"count": 15, "hash": "d"},
        settings={"seeds_per_draw": 10},
        code="1+abc",
        lock=None,
        libraries={"numpy": "2"},
    )


def block(label: str, number: int, rows: int) -> Columns:
    rng = np.random.default_rng([number, len(label)])
    return {"run": np.arange(number * 100, number * 100 + rows), "x": rng.normal(size=rows)}


def fill(directory: Path, held: Manifest) -> None:
    with Store(directory, held) as store:
        names, runs = [], []
        for label, entry in held.scenarios.items():
            for number, rows in enumerate(block_rows(entry["runs"])):
                if store.part(label, number, rows, "d") is None:
                    store.keep(label, number, block(label, number, rows), "d")
            names += [label] * entry["runs"]
            runs += range(entry["runs"])
        store.finish({"measures": pa.table({"scenario": names, "run": runs})})


def contents(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file() and path.name != "timing.log")
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    fill(tmp_path / "out", manifest(baseline=150, without_loan=100))
    return tmp_path / "out"


def test_a_full_store_verifies(full: Path) -> None:
    assert verify(full) == []
    lengths = {("baseline", 1): 50}
    assert verify(full, lambda label, number: block(label, number, lengths.get((label, number), 100))) == []


def test_the_checksums_are_those_of_sha256sum(full: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=full, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "parts/baseline/000001.parquet: OK" in done.stdout


def test_the_manifest_has_no_time_and_no_path(full: Path) -> None:
    text = (full / "manifest.json").read_text()
    assert str(full) not in text
    assert Manifest.read(full) == manifest(baseline=150, without_loan=100)


def test_equal_stores_are_equal_bytes(full: Path, tmp_path: Path) -> None:
    fill(tmp_path / "again", manifest(baseline=150, without_loan=100))
    assert contents(full) == contents(tmp_path / "again")


def test_only_what_is_missing_is_asked_for(full: Path) -> None:
    torn = part_path(full, "baseline", 1)
    torn.write_bytes(torn.read_bytes()[:-20])
    part_path(full, "without_loan", 0).unlink()
    with Store(full, manifest(baseline=150, without_loan=100)) as store:
        assert store.part("baseline", 0, 100, "d") is not None
        assert store.part("baseline", 1, 50, "d") is None
        assert store.part("without_loan", 0, 100, "d") is None
        assert store.part("baseline", 0, 100, "other draws") is None


def test_resumed_is_equal_to_uninterrupted(full: Path) -> None:
    before = contents(full)
    torn = part_path(full, "baseline", 1)
    torn.write_bytes(b"half")
    (full / "parts" / "baseline" / ".000000.parquet.x1.partial").write_bytes(b"left by a kill")
    (full / "SHA256SUMS").unlink()
    fill(full, manifest(baseline=150, without_loan=100))
    assert contents(full) == before


def test_more_runs_and_more_scenarios_extend(full: Path) -> None:
    kept = part_path(full, "baseline", 0).read_bytes()
    wider = manifest(baseline=300, without_loan=100, half_loan=20)
    with Store(full, wider) as store:
        assert store.part("baseline", 0, 100, "d") is not None
        assert store.part("baseline", 1, 100, "d") is None  # it held 50 runs
        assert any("unfinished" in problem for problem in verify(full))
    fill(full, wider)
    assert verify(full) == []
    assert part_path(full, "baseline", 0).read_bytes() == kept


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"evidence": "x"}, "another case"),
        ({"code": "1+def"}, "another version of the program"),
        ({"lock": "x"}, "other pinned requirements"),
        ({"libraries": {"numpy": "3"}}, "other versions of the libraries"),
        ({"seed": 8}, "another seed"),
        ({"settings": {"seeds_per_draw": 5}}, "other settings"),
        ({"scenarios": manifest(baseline=100, without_loan=100).scenarios}, "150 runs of baseline, more than the 100"),
        ({"scenarios": manifest(baseline=150).scenarios}, "without_loan, which this command leaves out"),
        (
            {"scenarios": manifest(baseline=150).scenarios | {"without_loan": {"hash": "x", "runs": 100}}},
            "another wording of scenario without_loan",
        ),
    ],
)
def test_a_store_of_something_else_is_refused_and_left_alone(full: Path, changes: dict, says: str) -> None:
    before = contents(full)
    with pytest.raises(StoreError, match=says):
        Store(full, replace(manifest(baseline=150, without_loan=100), **changes))
    assert contents(full) == before


def test_other_draws_are_refused(full: Path) -> None:
    with pytest.raises(StoreError, match="other parameter draws"):
        Store(full, manifest(baseline=150, without_loan=100), lambda held: False)


def test_the_case_may_get_new_claims(full: Path) -> None:
    """Claims move no run: the case's hash is on record, the hash of its evidence decides."""
    Store(full, replace(manifest(baseline=150, without_loan=100), case="new claims")).close()
    assert Manifest.read(full).case == "new claims"


def test_a_directory_of_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty and holds no runs"):
        Store(tmp_path, manifest())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="is a file"):
        Store(tmp_path / "file", manifest())
    with pytest.raises(StoreError, match="can't be made"):
        Store(tmp_path / "file" / "below", manifest())


def test_a_kill_before_the_manifest_leaves_a_usable_directory(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch()
    (tmp_path / ".manifest.json.ab12.partial").write_bytes(b"{")
    fill(tmp_path, manifest())
    assert verify(tmp_path) == []
    assert not list(tmp_path.rglob("*.partial"))


def test_a_broken_manifest_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(StoreError, match="can't be read"):
        Store(tmp_path, manifest())
    with pytest.raises(StoreError, match="holds no runs"):
        verify(tmp_path / "nowhere")


def test_two_writers(full: Path) -> None:
    code = (
        "import sys; from buttress.store.lock import Lock; from pathlib import Path\n"
        "held = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(full)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    try:
        with pytest.raises(StoreError, match="another process writes to"):
            Store(full, manifest(baseline=150, without_loan=100))
    finally:
        other.kill()
        other.communicate()
    Store(full, manifest(baseline=150, without_loan=100)).close()


@pytest.mark.parametrize("label", ["../up", "", "a/b", ".hidden", "x" * 200])
def test_a_label_that_is_no_name_is_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(StoreError, match="can't name"):
        Store(tmp_path / "out", manifest(**{label: 10}))
    assert not (tmp_path / "out").exists()


def damage_part(directory: Path) -> None:
    path = part_path(directory, "baseline", 0)
    path.write_bytes(path.read_bytes()[:-1])


def damage_table(directory: Path) -> None:
    (directory / "measures.parquet").write_bytes(b"PAR1")


def drop_part(directory: Path) -> None:
    part_path(directory, "baseline", 1).unlink()


def drop_table(directory: Path) -> None:
    (directory / "measures.parquet").unlink()


def stray_part(directory: Path) -> None:
    source = part_path(directory, "baseline", 0)
    part_path(directory, "without_loan", 0).write_bytes(source.read_bytes())


def edit_manifest(directory: Path) -> None:
    path = directory / "manifest.json"
    path.write_text(path.read_text().replace('"seed": 7', '"seed": 8'))


def drop_sums(directory: Path) -> None:
    (directory / "SHA256SUMS").unlink()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (damage_part, "parts/baseline/000000.parquet: torn"),
        (damage_table, "measures.parquet: can't be read"),
        (drop_part, "parts/baseline/000001.parquet: missing"),
        (drop_table, "measures.parquet: missing"),
        (stray_part, "parts/without_loan/000000.parquet: from another case"),
        (edit_manifest, "from another case, seed"),
        (drop_sums, "unfinished"),
    ],
)
def test_verify_finds_damage(full: Path, damage, says: str) -> None:
    damage(full)
    assert any(says in problem for problem in verify(full)), verify(full)


def test_verify_makes_blocks_anew(full: Path) -> None:
    problems = verify(full, lambda label, number: block(label, number + 1, 100))
    assert "made anew, it comes out different" in problems[0]
