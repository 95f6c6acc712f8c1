"""The keys by which machines of an office use the API."""
