"""Tests of the counter's console."""
