"""Help is complete, and asking for it imports nothing heavy."""

import os
import subprocess
import sys

import pytest

from docs.builder.commands import commands

COMMANDS = commands()
HEAVY = {
    "arviz", "matplotlib", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "scoringrules", "sklearn",
    "smcpy", "statsmodels", "typst",
}  # fmt: skip


def test_the_commands_are_those_of_the_plan():
    wanted = {"new", "check", "run", "compare", "brief", "claims", "explain", "verify"}
    assert wanted <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(name, buttress):
    shown = buttress(name, "--help")
    assert shown.exit_code == 0
    assert "Examples" in shown.stdout
    assert f"buttress {name}" in shown.stdout
    assert all(parameter.help for parameter in COMMANDS[name].params)


def test_help_loads_no_room_but_the_commands_and_nothing_heavy():
    """A command loads its rooms when it is called."""
    code = (
        "import contextlib, io, sys\n"
        "from buttress.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main()\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert "buttress.cli.app" in modules
    assert {name.split(".")[1] for name in modules if name.startswith("buttress.")} == {"cli"}
    assert not HEAVY & set(modules)


def test_the_version_is_printed(buttress):
    import buttress as package

    assert buttress("--version").stdout.strip() == f"buttress {package.__version__}"


def test_the_package_names_what_it_offers():
    import buttress as package

    assert {"load", "compare", "run", "claims", "make_brief"} <= set(dir(package))
    assert callable(package.load)
    assert package.case.load is package.load
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        _ = package.laod


def test_the_shell_completes_commands_and_scenarios(small_case):
    def completed(words):
        asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1), "_BUTTRESS_COMPLETE": "complete_bash"}
        code = "from buttress.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True, check=False
        )
        return done.stdout.split()

    assert completed("buttress comp") == ["compare"]
    assert completed(f"buttress compare {small_case} --scenario without_") == ["without_endorsement", "without_loan"]
