"""A small case and the commands as a user calls them."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from buttress.case import new
from buttress.cli.app import app


@pytest.fixture(scope="session")
def small_case(tmp_path_factory):
    """The commented blank case, as `buttress new` writes it."""
    return new(tmp_path_factory.mktemp("cases") / "small")


@pytest.fixture
def buttress():
    """Call the command line: `buttress("check", case)`; the result has exit_code, stdout and stderr."""

    def call(*words):
        return CliRunner().invoke(app, [str(word) for word in words], prog_name="buttress")

    return call


def refused(result) -> str:
    """The message of a call that the user has to change: exit code 2, something on stderr, no traceback."""
    assert result.exit_code == 2, (result.exit_code, result.stdout, result.stderr, result.exception)
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert not result.stdout.strip()
    return result.stderr


@pytest.fixture(name="refused")
def _refused():
    return refused
