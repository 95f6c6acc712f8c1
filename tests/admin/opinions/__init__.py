"""Mirrors admin/opinions."""
