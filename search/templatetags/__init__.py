"""What pages of other rooms show of the search."""
