"""Pictures of figures, drawn with matplotlib: sentences are handed in, nothing is read here."""
