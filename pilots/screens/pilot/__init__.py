"""One pilot: the parts of its page."""
