"""The place and its queue: what everybody in the hall sees, without a name."""
