"""What a report counts: visits as columns, and the figures of any part of them in any period."""
