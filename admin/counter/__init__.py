"""The counter: one page before which a clerk stands who wants the next person."""
