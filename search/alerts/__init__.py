"""Saved searches: what is new in them is told by e-mail to whoever left an address."""
