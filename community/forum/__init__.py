"""Categories of the forum: machina's app "forum", with a theme and an order of its own."""
