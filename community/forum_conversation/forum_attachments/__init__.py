"""Files joined to posts: machina's app "forum_attachments", private and checked."""
