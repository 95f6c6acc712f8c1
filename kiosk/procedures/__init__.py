"""Administrative procedures: what to bring, what it costs, how long it takes, where; and finding them."""
