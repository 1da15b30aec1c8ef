"""Tests of conflicts: query, extraction, grouping, relations and wording."""
