"""Measurements of whole jobs on real parts; `make bench` prints them. Nothing here passes or fails."""
