"""Handing in: a learner's notebooks of one assignment in one file, and a receipt for it.

The notebooks are read and never changed. `sheets` finds them and sees what is answered in them,
`packing` puts them into one file, `receipt` says what it holds.
"""
