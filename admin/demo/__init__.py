"""The sample pilot: two offices that never existed, and half a year of their visits."""
