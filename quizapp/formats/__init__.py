"""Files in and out: one table of formats a folder, one file a format."""
