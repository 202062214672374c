"""Wires the phases together, and is the only part that writes files."""
