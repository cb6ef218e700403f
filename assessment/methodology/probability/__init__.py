"""Probability surveys: estimates for a population, with design-based confidence intervals.

`weights` (non-response, calibration) and `design` (strata, primary sampling units) come first, `estimation` turns one
question into figures whose variances `linearised` gives, `results` all questions of a survey with their breakdowns.
Purposive samples have no part here.
"""
