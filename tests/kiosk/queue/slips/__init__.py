"""Slips of paper."""
