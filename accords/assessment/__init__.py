"""Claims as values -> answers: positions, commitments, disputes, gaps. Of one report or of many; no ledger is needed."""
