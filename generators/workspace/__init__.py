"""The disk: where content, templates and outputs lie, and what was written there before."""
