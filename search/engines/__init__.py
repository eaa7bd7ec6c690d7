"""The engines that answer a SearchQuery."""
