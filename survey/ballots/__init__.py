"""Ballots: cast once a visit, pending until a week is sealed, then without a way back to anybody."""
