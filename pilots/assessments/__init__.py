"""Asked and judged in one go: rows from `queries`, results of `evidence`. No SQL stands here."""
