"""The commands, a module for each heading of the list: arguments in, a verb called, its report told."""
