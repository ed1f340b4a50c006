"""What is stored and how it is read: the logbook, the register, and tables and files beside it."""
