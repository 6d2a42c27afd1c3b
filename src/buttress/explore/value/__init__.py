"""What is worth finding out: how much an answer would narrow if one knew, or collected, something.

interval      weighted points, and the interval and verdict that draws give
knowing       if an uncertainty were known exactly: an upper limit, by regression
collectable   evidence that a case could still get, of the kinds that it reads
collecting    if such evidence came in: simulated, and the draws weighed
worth         both, ranked
"""
