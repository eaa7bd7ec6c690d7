"""Settings, one module an environment; values come from environment variables."""
