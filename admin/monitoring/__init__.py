"""The monitors' page: ballots, what was set aside, whether the log is intact."""
