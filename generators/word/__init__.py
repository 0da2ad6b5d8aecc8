"""Word files: bytes in, bytes out. Nothing here knows the disk or any kind of document."""
