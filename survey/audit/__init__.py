"""The auditor: everything that is kept against the log that was signed. It only reads."""
