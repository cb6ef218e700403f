"""The pictures of a report, one module a kind of chart, all drawn on one canvas."""
