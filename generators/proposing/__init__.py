"""A finished document made into a template: its values found in it, and tags put in their places."""
