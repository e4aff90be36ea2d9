"""What `generate.py` is made of: bodies, figures by direction, the form of each edition, special cases, and tables."""
