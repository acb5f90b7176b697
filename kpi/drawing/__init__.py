"""What the charts of the screen and the pictures in files share; no drawing library."""
