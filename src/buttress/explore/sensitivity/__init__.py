"""Which uncertainties carry the spread of an answer, by date.

kernels      smooth functions of one unknown, and of several together
left_out     what a regression leaves of draws whose chain it has not seen
given_data   first-order and total indices from draws that exist, dependent or not
sobol        the same on the priors, by a design of Sobol's
sensitivity  both, as rows by group, parameter and date
"""
