"""Small stories of invented places and outlets, each of a kind of disagreement, and what is to be answered to them."""
