"""xbcourse: learn how cross-border e-commerce works by computing it."""

__version__ = "0.1.0"
