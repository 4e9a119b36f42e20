#!/usr/bin/env python3
"""How the bundled fonts are cut from their originals, so that anyone can do it again.

    pip install fonttools brotli
    cut.py INTER_FOLDER LUCIDE_FOLDER

INTER_FOLDER is the unpacked package `inter-ui` 4.1 (Inter, SIL Open Font License), LUCIDE_FOLDER the unpacked package
`lucide-static` 1.62 (Lucide, ISC licence), both of the npm registry. Inter keeps every script it has and the features
that shape text; Lucide keeps the icons that `src/ui/icons.rs` names.
"""
import json
import pathlib
import re
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
ICONS = HERE.parent.parent / "src/ui/icons.rs"


def cut(font, codepoints, features, target):
    options = subset.Options(hinting=False, glyph_names=False, notdef_outline=True)
    options.layout_features = features
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    font.flavor = None
    font.save(target)


def cut_inter(folder, weight):
    font = TTFont(folder / f"web/Inter-{weight}.woff2")
    kept = [c for c in font.getBestCmap() if c < 0x2C80 or 0xA720 <= c < 0xA800 or 0xFB00 <= c < 0xFB07]
    cut(font, kept, ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"], HERE / f"Inter-{weight}.ttf")


def cut_lucide(folder):
    known = json.loads((folder / "font/codepoints.json").read_text())
    named = re.findall(r'const (\w+): &str = "\\u\{(\w+)\}"', ICONS.read_text())
    for name, code in named:
        if known.get(name.lower().replace("_", "-")) != int(code, 16):
            sys.exit(f"{name} is not at {code} in this Lucide")
    cut(TTFont(folder / "font/lucide.ttf"), [int(code, 16) for _, code in named], [], HERE / "Lucide-subset.ttf")


def main():
    inter, lucide = map(pathlib.Path, sys.argv[1:3])
    for weight in ["Regular", "SemiBold"]:
        cut_inter(inter, weight)
    cut_lucide(lucide)


main()
