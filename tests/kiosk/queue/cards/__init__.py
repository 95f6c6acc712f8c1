"""Laminated cards."""
