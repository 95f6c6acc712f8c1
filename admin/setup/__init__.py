"""Setting the place up: units, hours, holidays, counters, groups, codes and posters."""
