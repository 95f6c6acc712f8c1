"""The tablets of a unit: adding, pairing, revoking them, and seeing which are alive."""
