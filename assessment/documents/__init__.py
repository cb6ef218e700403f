"""How a report looks on paper and on a page: HTML, PDF, DOCX and the charts they share."""
