"""Floor 2: what is read off the model's results. Plain tables and comparisons; no pictures."""
