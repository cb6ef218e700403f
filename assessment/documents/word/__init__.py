"""The pieces of a Word document: styles, fields and links, tables, pictures, page set-up."""
