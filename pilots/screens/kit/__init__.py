"""What pages share. The kit never imports a page.

How a function that draws is named, here and in the pages: `draw` draws what its module is named
for; `button`, `card` and other nouns draw that one thing; `open_…` opens a dialog. Markdown is
given by functions of `badges` and `markup`, and by private ones.
"""
