"""Topics and posts: machina's app "forum_conversation", with kinds and an accepted answer."""
