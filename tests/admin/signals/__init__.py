"""Tests of `admin.signals`."""
