"""The one tool behind ``make``: sets up the course's own environment and starts what is asked for.

    python xb.py lab        open the course in JupyterLab
    python xb.py test       check everything, as a contributor does
    python xb.py doctor     what works here, and what must be fixed
    python xb.py build      make the notebooks from their sources
    python xb.py slides     make slides, and handout: handouts to print

It needs Python and pip, nothing else. This file and the three that it imports first keep to
syntax that an old Python 3 can read, so that such a Python can say what is missing.
"""

import sys

from bootstrap import interpreter, words


def main(arguments):
    words.speak_utf8()
    if interpreter.too_old(sys.version_info):
        return interpreter.start_with_a_newer_one(arguments)
    from bootstrap import commands

    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
