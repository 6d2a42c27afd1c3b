"""One mechanism a file: pure functions of numbers, and the kernel that applies them to every run.

A kernel's arguments are names of columns (`world.columns`), of parameters (`parameters.yaml`), or `day`, `today`,
`seed`, `runs`. It writes only the columns that the step table names as its writes.
"""
