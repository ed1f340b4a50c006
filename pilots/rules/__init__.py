"""What a record must satisfy before it is written, and what is wrong with what was typed."""
