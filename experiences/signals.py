"""What publications tell the rooms above them."""

from django.dispatch import Signal

# Sent at the end of each save of a publication, lines and terms included, within the transaction
# of the save. Arguments: instance.
publication_saved = Signal()
