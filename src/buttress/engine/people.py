"""The third crowd, every person 1:1 with ties and a history, has its place here. It is empty.

What it must keep to: a parameter means the same as for counts; whole people at their own random address, so that a
higher chance only adds people; the counts' filtered history replayed exactly before `as_of`. Counts stand in
`rules/turnout.py`.
"""
