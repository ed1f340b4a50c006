"""The minutes of a review: made from what was recorded, and the same for ever."""
