"""One file a model that has sliders: its `SLIDERS`, and `draw`."""
