"""Written by hand: the tally sheet on paper, and the grid into which it is typed afterwards."""
