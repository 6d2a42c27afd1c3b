"""Published models, reproduced on our own kernels and checked against the published numbers. None has arrived yet."""
