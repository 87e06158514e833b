"""The app: the pages of a ledger over HTTP, forms that rule, the JSON API, downloads. The command is `accords serve`."""
