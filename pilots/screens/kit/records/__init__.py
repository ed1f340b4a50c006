"""Records of any kind: as cards and lists, in dialogs, with their history, changed in one tap."""
