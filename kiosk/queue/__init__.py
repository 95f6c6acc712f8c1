"""Tickets: their moves, their waits, and the pages of citizens, hall and tablet."""
