"""What citizens say, kept apart from who they are."""
