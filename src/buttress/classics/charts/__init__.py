"""One picture a model: `draw(figure, seed)` draws on the sheet of `classics/drawing.py` and returns the words."""
