"""Monitors time people in the hall, to hold against what the queue logged."""
