"""The instructor's pages: a guide for every module, and the claims that the course tests.

What only a person can know (how to spend the session, what to ask a class) is written in
``lessons/NN-slug/guide.md``. Everything that the course knows already is put around it: objectives
from the lesson's head, misconceptions from the slips of its questions, rubrics from its written
judgements, claims from the marks in its prose.
"""
