"""The progress summary: what units wrote, joined into paragraphs, and every figure with the units behind it."""
