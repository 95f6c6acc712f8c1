"""Tests mirror the packages; without this file tests/kiosk would shadow kiosk."""
