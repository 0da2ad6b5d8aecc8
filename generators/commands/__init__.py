"""The commands, a module for each heading of the list: parse arguments, call a verb, print its report."""
