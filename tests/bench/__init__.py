"""Tests of bench/ on small inputs."""
