"""The import engine: pure Python and SQL over DuckDB, no user interface.

The command line, the pages and the tests call it. It reads top to bottom along the street
file -> read -> stage -> map -> check -> match -> plan -> commit -> records (docs/architecture.md).
"""
