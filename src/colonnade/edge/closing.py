"""Streams are given back, read to their end or not."""

from colonnade.edge.shapes import Answer


async def close(answer: Answer) -> None:
    """Give back what a streamed answer holds, read to its end or not."""
    aclose = getattr(answer.stream, "aclose", None)
    if aclose is not None:
        await aclose()
