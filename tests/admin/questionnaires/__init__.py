"""Tests of the editor of questionnaires."""
