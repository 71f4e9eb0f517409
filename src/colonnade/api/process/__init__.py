"""What the API knows of due process: decisions, reports, appeals, and the moderators' work."""
