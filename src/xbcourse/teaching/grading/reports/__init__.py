"""Pages made from results: one for each student, one for the class, one to mark from."""
