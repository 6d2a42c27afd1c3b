"""The manifest: everything the numbers of a directory depend on, and nothing else (no clock time, no path)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from buttress.store.error import StoreError
from buttress.store.file import digest
from buttress.store.version import code_version, libraries, lock_hash

FORMAT = 1
NAME = "manifest.json"
DIFFERENCES = {  # what a reader is told when two manifests differ in this field; `case` may differ: claims move no run
    "evidence": "another case, or another state of its facts and evidence",
    "code": "another version of the program",
    "lock": "other pinned requirements",
    "libraries": "other versions of the libraries",
    "seed": "another seed",
    "settings": "other settings",
}


@dataclass(frozen=True)
class Manifest:
    """Identity of an ensemble on disk.

    `scenarios` maps a label to `{"hash": hash of its changes, "runs": number of runs, "tables": bool}`, where the last
    is false for runs that stand in parts only; `draws` holds the number of parameter draws used and their hash;
    `settings` anything else that moves a number (runs a draw, switched-off mechanisms, ...). JSON types only. `case` is
    the hash of the whole case, for the record; `evidence` that of the part on which runs depend.
    """

    case: str
    evidence: str
    seed: int
    scenarios: Mapping[str, Mapping[str, Any]]
    draws: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
    code: str = field(default_factory=code_version)
    lock: str | None = field(default_factory=lock_hash)
    libraries: Mapping[str, str] = field(default_factory=libraries)
    format: int = FORMAT

    @property
    def identity(self) -> str:
        """Hash of what all runs share: a part that carries another one is foreign."""
        shared = {name: getattr(self, name) for name in ("format", *DIFFERENCES)}
        return digest(_text(shared).encode())

    def dump(self) -> bytes:
        """The file's bytes: sorted keys, two spaces, one newline at the end."""
        return (_text(asdict(self), indent=2) + "\n").encode()

    @classmethod
    def read(cls, directory: Path) -> "Manifest":
        """The manifest of a directory. Raises StoreError where there is none, or none that can be read."""
        path = directory / NAME
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            manifest = cls(**fields)
        except FileNotFoundError:
            raise StoreError(f"{directory} holds no runs: there is no {NAME} in it") from None
        except (ValueError, TypeError, OSError) as error:
            raise StoreError(f"{path} can't be read ({error}): remove {directory} or choose another --out") from None
        if manifest.format != FORMAT:
            raise StoreError(f"{path} has format {manifest.format}, this program reads {FORMAT}: choose another --out")
        return manifest

    def extend(self, asked: "Manifest", directory: Path, same_draws: bool) -> None:
        """Check that `asked` can continue this one: equal in all that matters, and never fewer runs or scenarios.

        `same_draws`: the draws used here are the first of those asked for. Raises StoreError, naming each difference.
        """
        wrong = [
            f"{difference} ({name} {_short(getattr(self, name))}, now {_short(getattr(asked, name))})"
            for name, difference in DIFFERENCES.items()
            if getattr(self, name) != getattr(asked, name)
        ]
        if not wrong and not same_draws:
            wrong.append("other parameter draws")
        for label, stored in self.scenarios.items():
            wanted = asked.scenarios.get(label)
            if wanted is None:
                wrong.append(f"scenario {label}, which this command leaves out")
            elif wanted["hash"] != stored["hash"]:
                wrong.append(f"another wording of scenario {label}")
            elif wanted["runs"] < stored["runs"]:
                wrong.append(f"{stored['runs']} runs of {label}, more than the {wanted['runs']} asked for")
        if wrong:
            raise StoreError(f"{directory} holds {'; '.join(wrong)}. Choose another --out, or remove that directory.")


def _text(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, sort_keys=True, indent=indent, ensure_ascii=False, allow_nan=False)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else _text(value)
    return text if len(text) <= 24 else text[:12] + "..."
