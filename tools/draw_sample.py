"""Draw the sample newspaper's pictures anew: tools/draw_sample.py [NAME ...] [--to FOLDER]."""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from chromium import find_chromium
from linocut.gallery import PICTURES
from linocut.sheet import Sheet

HOME = Path(__file__).parents[1] / "src/colonnade/cli/sample/data/pictures"
QUALITY = 76


def print_one(page: Page, sheet: Sheet, folder: Path) -> int:
    """Print one sheet into `folder`; return its size in bytes."""
    page.set_viewport_size({"width": sheet.width, "height": sheet.height})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{sheet.svg()}")
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        file = folder / f"{sheet.name}.webp"
        shot.convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)
    return file.stat().st_size


def main() -> None:
    """Print the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--to", type=Path, default=HOME)
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for name, draw in PICTURES.items():
            if not chosen.names or name in chosen.names:
                print(f"{name}: {print_one(page, draw(name), chosen.to):,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
