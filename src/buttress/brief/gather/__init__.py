"""From a case, its runs and its posterior to the plain data of a brief."""

from buttress.brief.gather.error import BriefError
from buttress.brief.gather.gather import gather

__all__ = ["BriefError", "gather"]
