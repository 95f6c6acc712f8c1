"""Tests of the greeter's page."""
