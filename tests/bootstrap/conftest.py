"""The set-up tool lies beside the package, not in it, so that it has to be found first."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
