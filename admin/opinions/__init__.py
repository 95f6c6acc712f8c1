"""Satisfaction of sealed ballots: figures, pages, what was done about bad ratings."""
