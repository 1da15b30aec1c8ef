"""What `bench/` measures with, tried on small things."""
