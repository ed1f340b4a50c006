"""Records of any kind: shown, listed, changed, brought back, and acted on with one tap."""
