"""What the forum tells the rooms above it, past the signals of single rows."""

from django.dispatch import Signal

# Sent after topics, or posts of them, were written many at a time, within the transaction.
# Arguments: topics (their keys).
topics_changed = Signal()
