"""The road: YAML text -> nodes with places -> Dossier -> planned Outputs -> docx bytes -> output/ -> report."""

__version__ = "0.1.0"
