"""Official documents: letterheads, the words of a report in versions, Word, PDF, sheets, sending."""
