"""What tests share: workspaces, filled forms, facts of the 2013 notice, independent counts, measured pages."""
