"""Kernels compiled ahead of a fit are those that it calls."""

from pathlib import Path

from tests.processes import answer_of


def forms_before_and_after_a_fit(case: Path) -> tuple[list[int], list[int]]:
    """In how many forms each kernel of likelihood and moves is compiled."""
    from buttress.case import load
    from buttress.infer import algebra
    from buttress.infer.effort import Effort
    from buttress.infer.fit import replicate_fit
    from buttress.infer.settings import Settings
    from buttress.infer.updating import proposal
    from buttress.observe import gathering, noise, shared_error
    from buttress.pipeline.warm_up import compile_likelihood, compile_moves

    kernels = (
        gathering._fill, noise._fill_log_intervals, shared_error.fill_grouped_terms,
        algebra._add_cross, algebra._add_squares, algebra.factorise, algebra.substitute, algebra.inverse_diagonal,
        proposal.draw,
    )  # fmt: skip
    compile_likelihood()
    compile_moves()
    ahead = [len(kernel.signatures) for kernel in kernels]
    few = Effort(particles=8, chains=2, sweeps=1, final_sweeps=1, weekly_sweeps=1)
    replicate_fit(load(case), Settings(draws=2, effort=few), 0, 0)
    return ahead, [len(kernel.signatures) for kernel in kernels]


def test_a_fit_compiles_no_kernel_of_likelihood_or_moves_in_another_form(belarus) -> None:
    """Else both processes of a fit would compile it, at the same time."""
    assert answer_of(forms_before_and_after_a_fit, belarus) == ([1] * 9, [1] * 9)
