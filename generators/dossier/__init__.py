"""The facts in: YAML files read into one typed dossier (案卷)."""
