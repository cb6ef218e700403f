"""Tests of probability surveys."""
