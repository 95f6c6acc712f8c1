"""Somebody without a phone, written down by a clerk or a greeter, with a number and a slip."""
