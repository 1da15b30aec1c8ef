"""Time: the days that a question speaks of, those that it asks for publication in, and those that a quote means."""
