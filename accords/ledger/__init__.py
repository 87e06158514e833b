"""Accounts -> entries, kept for good: one file of SQLite or one schema of PostgreSQL, to which is only ever added."""
