"""Migrations, one a file, in order."""
