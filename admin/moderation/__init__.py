"""Where a moderator from outside sets ballots aside and decides about comments."""
