"""The read-only API: what the pages show, for programs. See docs/api.md.

Handlers are plain functions: starlette runs them in its thread pool, as a query blocks.
"""

from kpi.api.routes import api_routes

__all__ = ["api_routes"]
