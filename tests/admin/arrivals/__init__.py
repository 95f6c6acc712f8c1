"""Tests of writing down who comes without a phone."""
