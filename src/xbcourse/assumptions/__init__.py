"""Floor 0: what the course assumes. Parameters, data, fees, languages, units, money."""
