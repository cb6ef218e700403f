"""The demonstration portfolio: real countries with published figures, and answers that are openly invented."""
