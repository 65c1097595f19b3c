"""What runs inside the sandbox, beside the submission: it trusts nobody, and nobody trusts it."""
