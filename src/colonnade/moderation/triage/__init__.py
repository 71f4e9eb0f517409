"""What is learned from the staff's own decisions, without a database."""
