"""Answers that were given, kept with what they were made from: under an id, until they are forgotten."""
