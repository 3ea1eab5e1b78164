"""Running Aftercare: is the configuration safe, back up, restore, purge, erase, export."""
