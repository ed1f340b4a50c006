"""Authentication: sign-in, shared links, capability URLs, and what strangers are refused."""
