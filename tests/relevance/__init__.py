"""Relevance, measured: judged questions, and how near each engine comes to the best answer."""
