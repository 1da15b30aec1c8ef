"""The ways of answering, one file each."""
