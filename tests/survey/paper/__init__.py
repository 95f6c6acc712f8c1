"""Ballots on paper."""
