"""The learner's working copy of the course: filled, refreshed, never taken from the learner.

What is compared is what the learner writes: the source text of cells. Running a notebook or saving
it changes outputs, counts and metadata, which is not editing. The rules, file by file:

- absent: put there. A deleted file comes back, since deleting is how people ask for a fresh one;
  a deleted folder of the other language stays away until the course is opened in that language;
- as it was once shipped: replaced by what is shipped now, where that reads differently;
- edited, and the course's own has not changed: left alone;
- edited, and the course's own has changed too: left alone, and the new one is put beside it;
- unreadable, as a half-written notebook is: left alone, and a sound one is put beside it;
- anything that the course did not put there: never touched, and nothing is ever deleted.
"""

from .filling import Changes, fill
from .place import MARKER, StorageError, around, default_place, in_checkout
from .shipped import shipped_files, start_page

__all__ = [
    "MARKER",
    "Changes",
    "StorageError",
    "around",
    "default_place",
    "fill",
    "in_checkout",
    "shipped_files",
    "start_page",
]
