"""What can be set: the organisation and the pilots' colours."""
