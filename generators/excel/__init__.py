"""Excel: the report form as a workbook, the form read back, and the office's ledger (台账)."""
