"""Wat voor alle tests geldt: Hypothesis bewaart niets en meet geen tijd, want kernels en browsers draaien ernaast."""
from hypothesis import settings

settings.register_profile("kit", deadline=None, database=None)
settings.load_profile("kit")
