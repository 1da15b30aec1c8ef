"""A generated news stream with known truth: who counted what, when, and which article says so."""
