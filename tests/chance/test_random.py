"""Addresses of random numbers: published vectors, distribution, and what may not move them."""

import os
import statistics
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from scipy import special, stats

from buttress.chance.random import cell_id, check_distinct, normal, normal_quantile, philox, stream_id, uniform

ONES = 0xFFFFFFFF
INT64 = st.integers(-(2**63), 2**63 - 1)
WORD = st.integers(0, ONES)


@njit
def _uniforms(seed, stream, days, cells):
    out = np.empty(days * cells)
    for day in range(days):
        for cell in range(cells):
            out[day * cells + cell] = uniform(seed, 7, stream, day, cell)
    return out


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_published_words(counter, key, words):
    """Known-answer vectors of philox4x32 with 10 rounds, Random123 (Salmon et al. 2011)."""
    assert tuple(int(word) for word in philox(*counter, *key)) == words


def test_uniform_takes_the_documented_address_and_bits():
    seed, run, stream, day, cell = (5 << 32) | 9, 3, 4, -2, 6
    x0, x1, _, _ = philox(run, stream, 2**32 - 2, cell, 9, 5)
    top_bits = ((int(x0) << 32) | int(x1)) >> 12
    assert uniform(seed, run, stream, day, cell) == (2 * top_bits + 1) / 2**53


@given(INT64, WORD, WORD, st.integers(-(2**31), 2**31), WORD)
@settings(deadline=None)
def test_uniform_is_strictly_inside_the_unit_interval(seed, run, stream, day, cell):
    u = uniform(seed, run, stream, day, cell)
    assert 0.0 < u < 1.0
    assert 1.0 - (1.0 - u) == u


@given(INT64, WORD, WORD, st.integers(0, 10_000), WORD, st.integers(0, 63))
@settings(deadline=None)
def test_every_part_of_the_address_moves_the_number(seed, run, stream, day, cell, bit):
    here = uniform(seed, run, stream, day, cell)
    flipped = seed ^ (1 << bit) if bit < 63 else -seed - 1
    assert here != uniform(flipped, run, stream, day, cell)
    assert here != uniform(seed, run ^ 1, stream, day, cell)
    assert here != uniform(seed, run, stream ^ 1, day, cell)
    assert here != uniform(seed, run, stream, day + 1, cell)
    assert here != uniform(seed, run, stream, day, cell ^ 1)


def test_uniforms_are_uniform_and_uncorrelated():
    sample = _uniforms(20200914, stream_id("turnout"), 300, 300)
    assert stats.kstest(sample, "uniform").pvalue > 1e-4
    grid = sample.reshape(300, 300)
    for along in (grid[1:] * grid[:-1], grid[:, 1:] * grid[:, :-1]):
        assert abs(along.mean() - 0.25) < 4 * np.sqrt(7 / 144 / along.size)


@given(st.floats(1e-16, 1 - 1e-16, exclude_min=True, exclude_max=True))
@settings(max_examples=400, deadline=None)
def test_normal_quantile_agrees_with_two_other_codes(u):
    x = normal_quantile(u)
    assert x == pytest.approx(special.ndtri(u), rel=3e-15, abs=1e-15)
    assert x == pytest.approx(statistics.NormalDist().inv_cdf(u), rel=3e-15, abs=1e-15)


def test_normal_quantile_rises_and_is_odd():
    u = np.concatenate((np.geomspace(2.0**-53, 0.01, 4000), np.linspace(0.0101, 0.5, 4000)))
    x = np.array([normal_quantile(value) for value in u])
    assert (np.diff(x) > 0).all()
    for value in (2.0**-53, 2.0**-20, 0.125, 0.4375):
        assert normal_quantile(1.0 - value) == -normal_quantile(value)
    assert normal(1, 2, 3, 4, 5) == normal_quantile(uniform(1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("name", "number"), [("a", 0xE40C292C), ("b", 0xE70C2DE5), ("foobar", 0xBF9CF968), ("hello", 0x4F9F2CAB)]
)
def test_stream_id_is_the_published_hash(name, number):
    """32-bit FNV-1a test vectors of its authors (Fowler, Noll & Vo)."""
    assert stream_id(name) == number


def test_ids_do_not_depend_on_the_process():
    code = "from buttress.chance.random import cell_id; print(cell_id('minsk', 'women'))"
    salt = {"PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"}  # of another process than this
    done = subprocess.run([sys.executable, "-c", code], env=salt, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(cell_id("minsk", "women"))


def test_cell_ids_tell_names_and_their_order_apart():
    ids = {names: cell_id(*names) for names in [("ab", "c"), ("a", "bc"), ("abc",), ("c", "ab"), ("ab", "c", "d")]}
    assert len(set(ids.values())) == len(ids)
    check_distinct(ids)


def test_a_collision_names_both():
    with pytest.raises(ValueError, match="'brest' and 'gomel' have the same random address 5"):
        check_distinct({"minsk": 4, "brest": 5, "gomel": 5})


@pytest.mark.parametrize("names", [(), ("",), ("minsk", ""), ("a\x1fb",)])
def test_names_that_cannot_be_told_apart_are_refused(names):
    with pytest.raises(ValueError, match="random address"):
        cell_id(*names)
