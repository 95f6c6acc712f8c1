"""Tests of :mod:`kiosk.queue.api`."""
