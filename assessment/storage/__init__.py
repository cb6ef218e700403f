"""What is kept: the database, its tables and migrations, and the queries by phase."""
