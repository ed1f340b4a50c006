"""What leaves the tracker to be read on its own: made of blocks, written as text and on paper."""
