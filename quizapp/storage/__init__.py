"""Tables, store and migrations; the only room that knows SQLAlchemy."""
