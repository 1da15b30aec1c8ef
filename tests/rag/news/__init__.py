"""Short stories of invented places and outlets, one for each kind of disagreement, with expected answers."""
