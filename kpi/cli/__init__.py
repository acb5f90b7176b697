"""`python -m kpi …`: everything staff can do, without a browser."""
