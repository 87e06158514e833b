"""An agreement as data, checked against claims and events. What its words mean: docs/decisions/agreement.md."""
