"""Progress, the funder's page: what was promised, and what came of it."""
