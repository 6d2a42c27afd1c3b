"""Kernels compiled ahead of a fit are those that it calls."""

import subprocess
import sys

FIT = """
from buttress.case import load
from buttress.infer import algebra
from buttress.infer.effort import Effort
from buttress.infer.fit import replicate_fit
from buttress.infer.settings import Settings
from buttress.infer.updating import proposal
from buttress.observe import gathering, noise, shared_error
from buttress.pipeline.warm_up import compile_likelihood, compile_moves

compile_likelihood()
compile_moves()
kernels = (gathering._fill, noise._fill_log_intervals, shared_error.fill_grouped_terms,
           algebra._add_cross, algebra._add_squares, algebra.factorise, algebra.substitute, algebra.inverse_diagonal,
           proposal.draw)
ahead = [len(kernel.signatures) for kernel in kernels]
few = Effort(particles=8, chains=2, sweeps=1, final_sweeps=1, weekly_sweeps=1)
replicate_fit(load("{case}"), Settings(draws=2, effort=few), 0, 0)
print(ahead, [len(kernel.signatures) for kernel in kernels])
"""


def test_a_fit_compiles_no_kernel_of_likelihood_or_moves_in_another_form(belarus) -> None:
    """Else both processes of a fit would compile it, at the same time."""
    command = [sys.executable, "-c", FIT.format(case=belarus)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    assert told == f"{[1] * 9} {[1] * 9}"
