"""Streamlit parts that pages share; with app.py and pages/ the only importers of streamlit."""
