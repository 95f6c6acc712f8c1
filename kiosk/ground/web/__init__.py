"""What every answer has in common: headers, errors, form tokens, addresses of static files."""
