"""The office itself: units, counters, service groups, codes, posters, opening hours."""
