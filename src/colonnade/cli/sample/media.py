"""The files of the sample's pictures, put where the site keeps its originals."""

from pathlib import Path

from colonnade.cli.sample.articles import picture_bytes, pictures

# As the newsroom names the folder of its originals.
FOLDER = "original_images"


def place_pictures(media: Path) -> None:
    """Write every picture of the sample into the media folder of a new site."""
    folder = media / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures():
        (folder / picture.file).write_bytes(picture_bytes(picture))
