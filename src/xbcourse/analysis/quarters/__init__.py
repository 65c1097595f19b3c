"""Four quarters: a year of a seller in a hidden market, decided quarter by quarter, and scored.

`levers` says what can be decided, `market` draws the hidden market from a class code, `year` lives
decisions through, `policies` are the benchmarks, `scoring` tells luck from skill.
"""
