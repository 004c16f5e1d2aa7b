"""The database: engines, tables, and how writes reach it."""
