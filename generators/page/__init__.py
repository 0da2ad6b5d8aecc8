"""The page in the browser: it calls the verbs that the commands call, and shows their reports."""
