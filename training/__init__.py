"""Train the reading model and fit the thresholds and weights of Citewell, reproducibly."""
