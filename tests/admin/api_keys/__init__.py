"""Tests of :mod:`admin.api_keys`."""
