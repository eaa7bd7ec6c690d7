"""The W3C's own checker of HTML, on pages as the server sends them."""
