"""What the commands and the page do, without a terminal: a module for each, and what several of them share."""
