"""From files to values: questionnaires, partners, desk data and their translations."""
