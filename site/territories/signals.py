"""What territories tell the rooms above them."""

from django.dispatch import Signal

# Sent at the end of a load, within its transaction, when it changed rows that were there before.
# Arguments: changed (a set of their primary keys).
territories_reloaded = Signal()
