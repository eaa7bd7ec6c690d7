"""Components of the interface: template tags, StreamField blocks, the gallery."""
