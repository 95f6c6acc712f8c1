"""Mirrors survey/opinions."""
