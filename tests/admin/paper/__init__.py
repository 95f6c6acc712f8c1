"""Slips and typists."""
