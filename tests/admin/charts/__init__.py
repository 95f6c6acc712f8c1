"""Tests of `admin.charts`."""
