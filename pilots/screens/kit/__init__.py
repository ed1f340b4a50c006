"""What pages share. The kit never imports a page.

Names of functions that draw, here and in the pages: `draw` draws what its module is named for;
a noun (`button`, `photo`) draws that one thing; `open_…` opens a dialog. What gives Markdown for
others to draw is in `badges` and `markup`.
"""
