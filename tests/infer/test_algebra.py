"""Own linear algebra against numpy's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from buttress.infer.algebra import cholesky, cross, inverse_diagonal, lower, solve, squares


@settings(deadline=None)  # the first call compiles
@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_products_and_solutions_are_numpys(size, columns, seed):
    rng = np.random.default_rng(seed)
    x, y = rng.standard_normal((size + 5, size)), rng.standard_normal((size + 5, columns))
    assert cross(x, y) == pytest.approx(x.T @ y)
    a = x.T @ x + 0.1 * np.eye(size)
    b = rng.standard_normal((size, columns))
    assert a @ solve(a, b) == pytest.approx(b, abs=1e-6)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_halves_hold_what_the_whole_does_to_the_byte(size, seed):
    x = np.random.default_rng(seed).standard_normal((size + 5, size))
    whole = cross(x, x)
    assert np.array_equal(lower(squares(x), size), np.tril(whole))
    a = whole + 0.1 * np.eye(size)
    assert np.array_equal(inverse_diagonal(cholesky(np.tril(a))), np.diag(solve(a, np.eye(size))))


def test_a_matrix_that_is_not_positive_definite_is_refused():
    with pytest.raises(ValueError, match="not positive definite"):
        solve(np.diag([1.0, -1.0]), np.ones((2, 1)))


def test_bytes_do_not_depend_on_the_threads_of_the_blas():
    x = np.random.default_rng(0).standard_normal((400, 150))
    found = set()
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.add(solve(cross(x, x), cross(x, x[:, :40])).tobytes())
    assert len(found) == 1
