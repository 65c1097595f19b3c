"""Assigning, collecting and grading: what an instructor does with the exercises."""
