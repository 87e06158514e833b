"""What was found, as a dossier, a terminal page, an HTML page, a command."""
