"""Printing slips for ballots on paper, and typing them in twice."""
