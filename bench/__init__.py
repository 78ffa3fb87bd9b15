"""Measures quality and speed against gold data beside the checkout; see bench/README.md."""
