"""Pictures and matrices as arrays; the library that makes them is free with their types."""

from typing import Any

import numpy.typing as npt

Grey = npt.NDArray[Any]
"""Height × width, 0 black to 255 white."""
Colours = npt.NDArray[Any]
"""Height × width × (red, green, blue), each 0 to 255."""
Picture = npt.NDArray[Any]
"""Grey or Colours."""
Matrix = npt.NDArray[Any]
"""3 × 3: takes places of a page as it was to those of the page as it becomes."""
