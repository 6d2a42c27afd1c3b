"""What the results say, as the brief's plain content: numbers with intervals, in the order of the page.

gather      everything that a brief shows, from case, comparison, verdicts and posterior
"""

from buttress.findings.gather import gather
from buttress.findings.results import Results

__all__ = ["Results", "gather"]
