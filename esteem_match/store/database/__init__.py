"""The database: engines, tables and writers."""
