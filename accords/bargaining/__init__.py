"""Which package would hold: the graph model for conflict resolution, and packages of issues. What is meant: docs/decisions/bargaining.md."""
