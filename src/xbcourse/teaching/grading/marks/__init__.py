"""From the answers of a submission to points: what each question earns, and why."""
