"""Setting aside, and comments."""
