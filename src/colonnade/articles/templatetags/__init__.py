"""Words that the newsroom's templates ask for."""
