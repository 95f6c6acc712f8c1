"""Signs that somebody games the numbers, for monitors."""
