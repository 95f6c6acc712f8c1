"""Tests of `admin.pilot`."""
