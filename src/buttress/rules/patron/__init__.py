"""Patron: a ladder of instruments, what it builds (support, leverage) and what it costs (attitude).

Scripted: the acts stand in the signals, and what a scenario withholds stays withheld. Responsive: the patron sees a
noisy index of unrest, never a hazard, and acts on any rung whose cost the index exceeds, at a pace; costs are
exchangeable, so that an order of preference is a result. Attitude to the patron is a state of the people; an
intervention shocks it by an uncertain size of either sign. Money and reform build leverage. Sources: Casey 2020,
Nepstad 2013 (support); Nielsen et al. 2011 (withdrawal); no observation for the one-day shift.
"""
