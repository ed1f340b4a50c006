"""What is stored, and how it is read: the logbook, the register, drafts, meetings, photos."""
