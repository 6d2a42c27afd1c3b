"""The README's commands are the Makefile's, and the sentences about files are true."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, flags=re.MULTILINE))


def test_every_make_command_of_the_readme_is_a_target():
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", README))
    assert {"brief", "test"} <= named
    assert named <= TARGETS, f"the Makefile lacks {sorted(named - TARGETS)}"


def test_the_two_commands_stand_first_and_brief_before_test():
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    assert [block.strip() for block in blocks[:2]] == ["make brief", "make test"]


def test_ci_runs_the_readmes_test_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in script
    assert re.search(r"<!-- test command -->\n```sh\nmake test\n```", README)
    assert 'bash -c "$test_command"' in script


def test_every_link_to_a_file_leads_to_one():
    for source in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", source.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (source.parent / target).exists(), f"{source.name} links to {target}, which is not there"


def test_the_readme_fits_two_screens():
    assert len(README.splitlines()) <= 90
