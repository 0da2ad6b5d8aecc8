"""The room of typesetting: where lines of text, titles, pages and tables end on paper, by widths and heights alone."""
