"""Tests of index/readers."""
