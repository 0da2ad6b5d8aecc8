"""The road of a foreign notice into content: read, understood, written as YAML, and proved whole."""
