"""Bringing in the logs of other queue systems."""
