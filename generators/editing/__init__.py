"""Edits of content files by a command: what is changed is put in its place, all else stays letter for letter."""
