"""Tables of a fit: its own figures, what the reports moved, how they lie in their predictions, reporters' biases."""

from __future__ import annotations

from buttress.cli.fit_tables import WORDS
from buttress.infer.diagnostics.fit_report import FitReport
from studies.results import StudyTable


def tables(report: FitReport) -> list[StudyTable]:
    """All of them, in the order of a page."""
    return [_figures(report), _counts(report), _moved(report), _predictive(report), _crowds(report)]


def _figures(report: FitReport) -> StudyTable:
    fit = report.fit()
    rows = [
        ["draws", f"{fit['draws']:,}"],
        ["independent draws that they are worth", f"{fit['effective_draws']:.0f}"],
        ["log evidence, two fits that share nothing", " and ".join(f"{value:.1f}" for value in fit["log_evidence"])],
        ["log-likelihood of the reports, mean over draws", f"{report.components['mean'].iloc[-1]:.0f}"],
        ["simulated pasts", f"{fit['simulated_pasts']:,}"],
        ["rows used", str(fit["rows_used"])],
        ["rows left out, each with its reason", str(fit["rows_left_out"])],
    ]
    return StudyTable("figures", "The fit", ("figure", "value"), rows)


def _counts(report: FitReport) -> StudyTable:
    """How many parameters the reports moved, and how many they can't speak of."""
    counts = report.parameters.word.value_counts()
    rows = [[word, meaning, str(counts.get(word, 0))] for word, meaning in WORDS.items()]
    rows.append(["all", "", str(len(report.parameters))])
    return StudyTable("counts", "What the reports move", ("parameters", "what that means", "number"), rows)


def _moved(report: FitReport) -> StudyTable:
    chosen = report.parameters[report.parameters.word.isin(("moved", "shifted"))]
    rows = [
        [f"`{row.name}`", row.mechanism, f"{row.ratio:.2f}", f"{row.shift:+.2f}", row.word]
        for row in chosen.itertuples(index=False)
    ]
    heads = ("parameter", "mechanism", "spread / prior's", "mean moved by, prior spreads", "what")
    return StudyTable("moved", "Parameters that the reports move", heads, rows)


def _predictive(report: FitReport) -> StudyTable:
    """Where the reports lie in what the fit predicts of them."""
    rows = [
        [f"single numbers within their {name} % interval", str(a), str(b)] for name, (a, b) in report.within.items()
    ]
    surprises = int(report.reports.surprise.sum())
    rows.append(["reports in a one-percent tail of their prediction", str(surprises), str(len(report.reports))])
    return StudyTable("predictive", "The reports beside their predictions", ("what", "number", "of"), rows)


def _crowds(report: FitReport) -> StudyTable:
    """What each reporter says of a crowd, as a factor of the truth."""
    rows = [
        [row.name, row.kind, f"{row.median:.2f}", f"{row.low:.2f} to {row.high:.2f}", f"{row.prior_median:.2f}"]
        for row in report.reporters[report.reporters.what == "bias"].sort_values("median").itertuples(index=False)
    ]
    heads = ("reporter", "kind", "says, times the truth", "95 % interval", "prior")
    return StudyTable("crowds", "Crowds by reporter", heads, rows)
