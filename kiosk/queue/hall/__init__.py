"""The screen in the hall: who is called where, who was called last, how long the others will wait."""
