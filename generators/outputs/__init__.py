"""How a document is made: planned, compared with what is there, decided about, rendered and written."""
