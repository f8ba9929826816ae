"""Reading records: views, tables, single records."""
