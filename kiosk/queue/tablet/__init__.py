"""The tablet in the hall: take a number, say how it was, get paper; one after the other, nothing left of anybody."""
