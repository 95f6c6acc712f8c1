"""Tests of `admin.documents`."""
