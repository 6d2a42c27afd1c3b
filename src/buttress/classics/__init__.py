"""Published models, reproduced on our own streams and kernels, row by row against the published numbers.

- `models`: the list of models, by name, imported when asked for.
- `figure.Figure`: one row, a published figure beside ours.
- `replicate`: the rows of several models, in processes.
- one module a model: `QUESTION`, one line, and `figures(seed)`, which yields its rows as they are worked out.
- `charts/NAME.py`: `draw(figure, seed)` draws the model's picture and returns its words (alt text).

A row that fails is a result, not a fault: it stays in the list, with the reason in `why`.
"""

from __future__ import annotations
