"""The entry: `streamlit run app.py` (or `uvicorn app:app` behind a proxy)."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from kpi.api import api_routes
from kpi.ui.data import catalogue, live_store
from kpi.ui.opening import page_routes
from kpi.ui.search_route import search_route
from kpi.ui.server import SecurityHeaders, health_route
from kpi.ui.sign_in_routes import sign_in_routes

app = st.App(
    "kpi/ui/frame.py",
    routes=[
        *(health_route, search_route, *api_routes(live_store, catalogue)),
        *(*page_routes, *sign_in_routes),
    ],
    # Plotly's script is 4.7 MB as served and 1.4 MB compressed: seconds on a phone.
    middleware=[Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1024)],
)
