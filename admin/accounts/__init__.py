"""Who may do what: staff, roles over a part of the unit tree, sessions, signing in."""
