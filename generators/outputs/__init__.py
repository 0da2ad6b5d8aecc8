"""The road of a document: planned, compared with what is there, decided, written, with a reason for each step."""
