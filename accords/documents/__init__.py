"""Files, pages and streams -> Report."""
