"""``python -m xbcourse.cli`` is ``xbcourse``, where the command is not on the PATH."""

import sys

from .command import main

sys.exit(main())
