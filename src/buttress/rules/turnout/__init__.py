"""Turnout: who goes to an occasion.

For a person of a place, group, class of dissent and past,
logit P = occasion + place + anger + b_pi belief + b_crowd log(last like crowd / first) - lambda log(1 + r / r0)
+ leaders + scrutiny + attitude + leverage + wave + season + shock (the same for all in a place)
+ dissent + habit or fatigue - reform (moderates) + kappa x active ties.
Ties: the number of active ties of a person is Poisson with mean ties x share of the place that went last time; counts
carry the mean of P over that number. Crowds are drawn by inversion from one uniform a cell and day, so that a higher P
only adds people. Mean field: the expectation of the same.
Sources: design; Cantoni et al. 2019, Gonzalez 2020, Aytac et al. 2018 for the channels; sizes are priors.
"""
