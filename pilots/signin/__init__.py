"""Who comes in: sign-in, shared links, secret addresses, and what strangers are refused."""
