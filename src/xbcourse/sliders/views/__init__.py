"""The views of the course, one file a module; importing a file declares its views."""
