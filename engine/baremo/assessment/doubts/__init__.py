"""What is doubtful in a dossier: for its researcher to look at. Everything here is told to `check` alone."""

from .dossier import dossier_doubts

__all__ = ["dossier_doubts"]
