"""The printable pages of ``docs/huong-dan``, shown to staff from the very same files."""
