"""Documents to be read on their own: the report of a period and the minutes of a review.

Both are made of blocks (`blocks.py`); Markdown, paper and HTML each have one writer for those.
"""
