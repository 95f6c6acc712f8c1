"""What staff do; the only package where anybody has a name."""
