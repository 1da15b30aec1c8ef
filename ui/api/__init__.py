"""Our own routes, one file for each thing that they are about: thin over the service."""
