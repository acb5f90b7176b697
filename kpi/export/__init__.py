"""An analysis result → bytes that can be taken along."""
