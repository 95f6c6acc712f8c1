"""Laminated cards with numbers, for people who have neither a phone nor a printed slip."""
