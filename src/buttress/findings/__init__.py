"""What the results say, as the brief's plain content: numbers with intervals, in the order of the page.

content     everything that a brief shows, from case, comparison, verdicts and posterior
explain     why turnout, pay, loyalty or a hazard is what it is on a day
run_ends    how single runs ended, in words
"""

from buttress.findings.content import brief_content
from buttress.findings.results import Results

__all__ = ["Results", "brief_content"]
