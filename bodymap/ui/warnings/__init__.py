"""What must not wait: the line, its panel and questions."""
