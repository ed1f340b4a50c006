"""The way in and the way out, where people sign in."""
