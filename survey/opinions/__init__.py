"""What citizens said, as everybody may read it."""
