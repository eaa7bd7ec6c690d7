"""What the library tells the rooms above it, past the signals of single rows."""

from django.dispatch import Signal

# Sent after shared documents, or what belongs to them, were written, within the transaction.
# Arguments: documents (their keys).
documents_changed = Signal()
