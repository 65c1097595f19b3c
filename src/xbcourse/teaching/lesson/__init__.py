"""From one bilingual text notebook to the notebooks of both languages.

A lesson has one source, ``lessons/NN-slug/lesson.md`` and ``exercise.md``, in which Chinese and
English prose stand side by side and code stands once. What a learner opens is made from it::

    source → pairs, marks → sheet (a notebook without outputs) → executed → stored

`source` reads, `twins` remembers which translations were compared, `sheet` puts a notebook
together, `execute` and `outputs` run and clean it, `made` stores it and says what is stale.
"""
