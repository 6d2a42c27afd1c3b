"""Compiled kernels on the disk: kept, and never those of other sources."""

import gc
import importlib
import pkgutil
import sys
from pathlib import Path

import pytest
from numba.core import event
from numba.core.dispatcher import Dispatcher

import buttress.rules
from buttress import kernel_cache

RECORD = """
from typing import NamedTuple

from numba import njit


class {name}(NamedTuple):
    amount: float


Record = {name}


@njit(cache=True)
def share(amount):
    return amount * {share}
"""
KERNEL = """
from numba import njit

from house.record import Record, share


@njit(cache=True)
def kernel(record):
    return share(record.amount)
"""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A function that writes a package of a record and a kernel, imports it anew, and gives the kernel's answer."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "kernel.py").write_text(KERNEL)
    monkeypatch.setattr(kernel_cache, "ROOT", folder)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # two texts within a second have one time

    def answer(name="Given", share=0.5):
        (folder / "record.py").write_text(RECORD.format(name=name, share=share))
        for module in [name for name in sys.modules if name.partition(".")[0] == "house"]:
            del sys.modules[module]
        importlib.invalidate_caches()
        kernel = importlib.import_module("house.kernel")
        value = kernel.kernel(kernel.Record(10.0))
        return value, sum(kernel.kernel.stats.cache_hits.values())

    yield answer
    for module in [name for name in sys.modules if name.partition(".")[0] == "house"]:
        del sys.modules[module]


def test_a_kernel_is_compiled_once(house, tmp_path):
    assert house() == (5.0, 0)
    assert house() == (5.0, 1)


def test_after_a_renamed_record_a_kernel_is_compiled_anew(house, tmp_path):
    house()
    assert house(name="Renamed") == (5.0, 0)
    (index,) = (tmp_path / "house" / "__pycache__").glob("kernel.kernel-*.nbi")
    assert house(name="Renamed") == (5.0, 1)
    house()
    assert not index.exists()  # what nobody opens again is removed


def test_a_kernel_follows_the_kernels_that_it_calls(house):
    assert house() == (5.0, 0)
    assert house(share=0.1) == (1.0, 0)


def test_all_kernels_of_the_rules_stand_under_their_sources():
    names = [module.name for module in pkgutil.walk_packages(buttress.rules.__path__, "buttress.rules.")]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    kept = [kernel for kernel in values if isinstance(kernel, Dispatcher) and hasattr(kernel._cache, "_impl")]
    assert len(kept) > 20
    for kernel in kept:
        path = Path(importlib.import_module(kernel.__module__).__file__)
        assert kernel_cache.sources_hash(path) in kernel._cache._impl.filename_base


@pytest.mark.parametrize("runs", [True, False])
def test_the_collector_rests_while_a_kernel_is_compiled_and_is_then_as_before(house, runs):
    seen = []

    class Watch(event.Listener):
        def on_start(self, event):
            seen.append(gc.isenabled())

        def on_end(self, event):
            pass

    before = gc.isenabled()
    try:
        (gc.enable if runs else gc.disable)()
        with event.install_listener("numba:compile", Watch()):
            house()
        assert gc.isenabled() is runs
    finally:
        (gc.enable if before else gc.disable)()
    assert seen
    assert not any(seen)
