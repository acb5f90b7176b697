"""Requests to correct a figure: asked beside it by any reader, answered by staff in a queue."""
