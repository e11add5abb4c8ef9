"""What sheets of cells have in common, whether a workbook or a CSV file holds them: titles, tables and keys on them."""
