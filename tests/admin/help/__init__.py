"""The printable pages, and how they are shown."""
