"""Word files judged: the common layout, where a file departs from it, and mistakes in the tags of a template."""
