"""Many independent computations: here, in several processes, or on a cluster; the same results."""

from .run import sweep

__all__ = ["sweep"]
