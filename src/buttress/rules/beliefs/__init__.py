"""Beliefs: two public beliefs that the incumbent will go, the society's and the pillars', in log-odds.

b' = b decay(half-life) + sum of coefficient x surprise. A signal enters once, as a surprise against a standing
expectation: x / (1 + like signals lately). Turnout surprises in log against the moving average of like occasions;
defections and strikes against their usual pace. In the static limit (one signal, normal noise) this is a linear update
of a public signal as in Morris and Shin (2003); it is not itself a global game.
"""
