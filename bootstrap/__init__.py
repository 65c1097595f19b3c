"""Sets up the environment that the course runs in, with nothing but Python and pip.

Not part of the installed package: `xb.py` uses it before anything is installed.
"""
