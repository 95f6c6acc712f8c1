"""Tests of `admin.measures`."""
