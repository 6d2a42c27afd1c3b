"""Policing: officers go where a crowd is expected, the capital first.

Detained ~ Binomial(crowd, 1 - exp(-k x officers x shock / crowd)).

Expected is the last like crowd; before there is one, what the occasion draws at base odds. One fitted rate an
officer, a shock a day; attention, scrutiny, restraint and the two fixed what-ifs move it relative to the trigger. No
crowd, no division. Caps: one arrest an officer a day, and the places of detention, shared out by largest remainder.
Terms: some let go at once, the rest held 7 or 15 days, a few beyond the horizon. What is seen becomes risk (an
average with memory) and anger (jumps with visible violence, halves with its half-life). Sources: design; Carey 2006
(reactions within days), Aytac et al. 2018 (anger), Steinert-Threlkeld et al. 2022 (two opposing terms).
"""
