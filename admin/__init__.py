"""What staff do; the only package in which anybody has a name."""
