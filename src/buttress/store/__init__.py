"""Runs on disk: a manifest, parts of a hundred runs, tables, checksums. Knows nothing of the model.

store       opens or resumes a directory, hands out valid parts, keeps new ones, writes the tables
manifest    what the numbers depend on; no clock time, no path
verify      recomputes checksums and counts of a directory
file, lock  files that appear whole or not at all, one writer a directory: light, the pages use them too
"""
