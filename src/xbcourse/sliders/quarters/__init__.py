"""Four quarters on the screen: what was seen, the scorecard, and the panel to play with."""
