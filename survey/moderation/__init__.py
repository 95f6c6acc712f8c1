"""Ballots set aside and comments published or hidden: never deleted, each decision a leaf of the log."""
