"""Django's own backend of SQLite, with another way to wait for the one writer's place."""
