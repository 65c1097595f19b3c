"""From a folder or a zip of received files to one paper for each student and module."""
