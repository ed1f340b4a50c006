"""A meeting about one pilot: one step a screen, the same for everybody who is in it."""
