"""All pictures of the sample newspaper by name."""

from collections.abc import Callable

from linocut import bridge, faces, port, puzzle, sea, town
from linocut.sheet import Sheet

PICTURES: dict[str, Callable[[str], Sheet]] = {
    "turning-bridge": bridge.turning_bridge,
    "bridge-night": bridge.bridge_night,
    "bridge-cat": bridge.bridge_cat,
    "custom-house-stair": town.stair,
    "market-hall": town.market_hall,
    "power-station": town.power_station,
    "willow": town.willow,
    "gulls": town.gulls,
    "fish-hall": port.fish_hall,
    "herring": port.herring,
    "boot": sea.boot,
    "tides": sea.tides,
    "swift": puzzle.swift,
    "panorama": sea.panorama,
    "port-map": port.port_map,
    "crane": port.crane,
    "ferry": sea.ferry,
    "lighthouse": sea.lighthouse,
    "portrait-odile": faces.odile,
    "portrait-jory": faces.jory,
    "portrait-hind": faces.hind,
    "portrait-casimir": faces.casimir,
    "portrait-tamsin": faces.tamsin,
}
