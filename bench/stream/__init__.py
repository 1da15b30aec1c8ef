"""A made-up stream of news whose truth is known: who counted what, when, and which article says so."""
