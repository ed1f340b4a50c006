"""Questions that are asked and judged in one go: rows from the register, results of evidence."""
