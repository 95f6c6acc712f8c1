"""Pages and commands that keep procedures: their texts, who receives them, shorter limits, files of many at once."""
