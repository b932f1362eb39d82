"""What a person can do, as plain functions; pages and commands call nothing else."""
