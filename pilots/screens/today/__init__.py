"""What the lead's day is made of: the quick log, and what needs somebody."""
