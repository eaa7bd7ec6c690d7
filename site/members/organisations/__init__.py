"""What members belong to, how that is proven, and who of them can be found."""
