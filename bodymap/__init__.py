"""bodymap: point at where it hurts, see which nerve roots feel that spot."""
