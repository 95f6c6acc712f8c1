"""Paper: the slip of a ticket, and tickets that become paper."""
