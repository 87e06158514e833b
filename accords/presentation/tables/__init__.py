"""A dossier as tables: one definition of tables and columns, and the forms that are written from it."""
