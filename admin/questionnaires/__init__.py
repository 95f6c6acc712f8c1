"""The editor of questionnaires."""
