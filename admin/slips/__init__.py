"""Paper at the counter: a phone's ticket on a slip, and a slip once more for somebody who lost it."""
