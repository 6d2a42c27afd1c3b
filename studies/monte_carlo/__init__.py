"""Does the Monte-Carlo error say how far fits lie apart? A case is fitted again and again, and the spread of each
measure's mean over the fits is held against the `mc_se` that a fit states.
"""
