"""The pilot as a whole: what was changed and what went wrong when, whether it helped."""
