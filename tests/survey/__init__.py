"""Tests of what citizens say."""
