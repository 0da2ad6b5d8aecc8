"""The room of LibreOffice: Word files laid out, their pages counted and turned into pictures."""
