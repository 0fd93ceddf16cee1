"""Duizhao (对照): faithful bilingual editions of reports, set side by side with their source."""

__version__ = "0.1.0"
