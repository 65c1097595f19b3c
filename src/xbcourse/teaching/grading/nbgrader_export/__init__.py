"""For classes that run nbgrader: the exercises as nbgrader's own source tree.

What nbgrader then does, it does: it runs a submission and the tests in one process, so that a
submission can forge its marks. The values of hidden cases stay out of what students get.
"""

from .tree import export

__all__ = ["export"]
