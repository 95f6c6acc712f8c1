"""CPU milliseconds of the main requests, on both databases, beside those of a bare Flask route."""
