"""Pages: each a frozen dataclass made of a view of the record, with a template of its own."""
