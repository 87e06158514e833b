"""Reading -> who is on record for what, about when, according to whom."""
