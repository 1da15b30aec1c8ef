"""Benchmarks of speed, size and quality; each run also prints the machine it ran on."""
