"""Checking everything that was voted against the log."""
