"""Floor 1: the equations. NumPy only; no plotting, no widgets, no tables."""
