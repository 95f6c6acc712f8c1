"""What every room stands on: database, clock, calendar, settings, text, web, languages."""
