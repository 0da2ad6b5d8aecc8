"""The road: YAML text -> nodes with places -> Dossier -> planned Outputs -> docx bytes -> output/ + manifest -> report."""
