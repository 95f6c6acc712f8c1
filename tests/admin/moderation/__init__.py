"""The rooms of moderators."""
