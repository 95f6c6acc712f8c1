"""Questionnaires as data: versions, questions, choices."""
