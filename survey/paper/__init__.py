"""Ballots on paper: slips with a one-use code, each typed in by two people."""
