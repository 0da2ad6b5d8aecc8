"""The places of the page, one module each."""
