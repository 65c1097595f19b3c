"""What an instructor prints and projects: a handout and slides for every module.

Both are made from what the course has already, so that there is nothing to keep in step: the
lesson's source, its executed notebook, the guide, and the questions with their slips::

    notebook beside source → `stored` → `handout`: everything, for paper
                                      → `deck`: what a class should see, the rest in the notes
"""
