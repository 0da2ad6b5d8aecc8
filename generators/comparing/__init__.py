"""Two states of a notice side by side: which facts differ, and which of them a document shows."""
