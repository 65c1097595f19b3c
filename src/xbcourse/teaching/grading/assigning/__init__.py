"""Assigning: from the made exercises to what a class is given, and the key to it.

Everything is made from the exercise notebooks that come with the course, so that an instructor
needs neither the lessons' sources nor what builds them. `sheet` changes one notebook, `bundle`
puts together and stores what is handed out, `key` computes the answers of one student.
"""
