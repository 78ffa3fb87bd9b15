"""Reads the news about an international negotiation and keeps the negotiation's record."""

__version__ = "0.1.0"
