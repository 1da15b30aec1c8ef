"""The rules of the check, one file for each thing that a sentence can get wrong. Pure."""
