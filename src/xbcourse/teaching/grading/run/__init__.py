"""The run: every student's papers through the sandbox, each result kept at once."""
