"""The benchmark: this server beside PostGraphile 5, on the same data, in one run."""
