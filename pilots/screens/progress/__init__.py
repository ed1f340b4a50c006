"""Progress: the parts of the page that tells what came of what was promised."""
