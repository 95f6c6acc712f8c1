"""Tests of the tablets' setup."""
