"""Figures drawn from data an editor has added: `docs/figures/<id>.csv`, and `<id>.yml` with the words beside it."""
