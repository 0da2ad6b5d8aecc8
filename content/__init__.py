"""The 2013 notice. A package only so that an installed duban finds it."""
