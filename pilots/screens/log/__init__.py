"""Loggen: write down what happened, in half a minute (phone)."""
