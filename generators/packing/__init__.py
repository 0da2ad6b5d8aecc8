"""How documents are made ready to be sent: which documents go out, and their volumes, zips and list of dispatch."""
