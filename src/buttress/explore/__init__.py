"""What an answer hangs on: sensitivity by date, the corners in which it crosses a line, and what is worth finding out.

Uncertainties are searched, orders of the incumbent never: `refused` says which names stand only within a group, and
which scenarios and claims are refused.

    refused        what no command of this room ranges over
    groups         parameters by mechanism, in words
    answer         the number that is explored: a level, a paired effect or a claim's contrast
    measure_table  draws beside the measures of each, in the mean field
    sensitivity    which uncertainties carry an answer's spread, by date
    discovery      the corners in which an answer crosses a line
    reverse_stress the shock that empties the purse
    value          what is worth finding out: by knowing, by collecting evidence
"""
