"""What is measured and how it is judged: pure functions and values, without clock, files or database."""
