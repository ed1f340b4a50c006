"""Loggen: the page on which somebody writes down what happened."""
