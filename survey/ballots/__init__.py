"""Ballots: one visit, one ballot, kept apart from who cast it."""
