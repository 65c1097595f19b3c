"""From marks to a school's own grade file."""
