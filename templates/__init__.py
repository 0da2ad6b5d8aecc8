"""The stock Word templates. A package only so that an installed duban finds them."""
