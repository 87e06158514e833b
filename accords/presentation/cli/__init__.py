"""The commands: a file per group, each a thin skin over one public function."""
