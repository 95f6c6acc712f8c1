"""What is written about the house, and the script that takes its pictures."""
