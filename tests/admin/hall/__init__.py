"""Pages about the hall's screen."""
