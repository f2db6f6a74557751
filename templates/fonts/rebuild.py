#!/usr/bin/env python3
"""Rebuilds the role fonts of this folder from Debian packages.

    pip install fonttools
    apt-get download fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai texlive-lang-chinese fonts-liberation2
    for f in *.deb; do dpkg-deb -x "$f" packages; done
    python3 rebuild.py --packages packages --out built [song kai ...]

Every font is cut to GB 2312, the characters of the fonts that are here now (so that nothing known is lost) and the
signs contracts use; the three rare files hold what Noto Serif CJK SC has beyond song.ttf, which must be built first and
lie beside this script; CFF outlines become TrueType; layout tables go; the name becomes "Zhiqi ...", because reserved
font names must not be used for changed fonts (OFL 1.1, clause 3). Same packages, same bytes: dates come from the source.
"""

import argparse
import pathlib
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

NOTO = "usr/share/fonts/opentype/noto/"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
WENKAI = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
LIBERATION = ("usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", "usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")

# role: (files tried in order, number in the collection or -1, name)
ROLES = {
    "song": ((NOTO + "NotoSerifCJK-Regular.ttc",), 2, "Song"),
    "xiaobiaosong": ((NOTO + "NotoSerifCJK-Black.ttc",), 2, "Xiaobiaosong"),
    "hei": ((NOTO + "NotoSansCJK-Medium.ttc",), 2, "Hei"),
    "kai": ((WENKAI,), -1, "Kai"),
    "fangsong": ((FANDOL,), -1, "Fangsong"),
    "serif": (LIBERATION, -1, "Serif"),
    "rare": ((NOTO + "NotoSerifCJK-Regular.ttc",), 2, "Rare"),
    "rare-planes": ((NOTO + "NotoSerifCJK-Regular.ttc",), 2, "RarePlanes"),
    "rare-hangul": ((NOTO + "NotoSerifCJK-Regular.ttc",), 2, "RareHangul"),
}
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
# Characters whose glyph in the source is wrong: without one, the layout takes them from song.ttf.
# FandolFang draws U+FFE5 (fullwidth yen and yuan sign) with the outline of U+FF04 (fullwidth dollar sign).
FLAWED = {"fangsong": {0xFFE5}}
SIGNS = "☐☑☒√〇㎡≥≤≠±－＋℃…—·•‰№→←↑↓￥€〓"
HERE = pathlib.Path(__file__).resolve().parent
ERROR = 0.001  # of an em: how far a quadratic curve may be from the cubic one


def part_of(character):
    """Which rare file holds a character: one is read only when a document needs it, so they are cut by what comes together."""
    if character > 0xFFFF:
        return "rare-planes"
    return "rare-hangul" if any(first <= character <= last for first, last in HANGUL) else "rare"


def beyond_song(role, source, number):
    """What the source has, song.ttf has not, and this file is for."""
    known = set(TTFont(HERE / "song.ttf", lazy=True).getBestCmap())
    every = TTFont(source, fontNumber=number, lazy=True).getBestCmap()
    return {character for character in every if character not in known and part_of(character) == role}


def wanted(role):
    """GB 2312, ASCII, Latin-1, signs, and all that the present font of this role has."""
    characters = set(map(ord, SIGNS)) | set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    present = HERE / f"{role}.ttf"
    if present.exists():
        characters |= set(TTFont(present, lazy=True).getBestCmap())
    return characters - FLAWED.get(role, set())


def cut(source, number, characters):
    options = subset.Options()
    options.font_number = number
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.desubroutinize = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG"]
    font = subset.load_font(str(source), options, lazy=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def to_truetype(font):
    """Cubic outlines (CFF) to quadratic ones (glyf)."""
    order, glyphs = font.getGlyphOrder(), {}
    outlines, em = font.getGlyphSet(), font["head"].unitsPerEm
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, em * ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    font["loca"], font["glyf"] = newTable("loca"), glyf
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions "
                  "maxComponentElements maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentDepth").split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion, font["head"].glyphDataFormat = "\0\1\0\0", 0
    for name in order:
        glyph = glyphs[name]
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0) if glyph.numberOfContours else 0)


def rename(font, name):
    table = font["name"]
    notice = table.getDebugName(0) or ""
    licence = table.getDebugName(13) or ""
    table.names = []
    for number, text in ((0, notice), (1, f"Zhiqi {name}"), (2, "Regular"), (3, f"Zhiqi {name} Regular"), (4, f"Zhiqi {name}"),
                         (5, "Version 1.0"), (6, f"Zhiqi{name}-Regular"), (13, licence)):
        if text:
            table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass, font["OS/2"].fsSelection, font["head"].macStyle = 400, 0x40, 0


def rebuild(role, packages, out):
    files, number, name = ROLES[role]
    source = next((packages / file for file in files if (packages / file).exists()), None)
    if source is None:
        sys.exit(f"{role}: {files[0]} is not under {packages}; unpack its Debian package there (README.md)")
    font = cut(source, number, beyond_song(role, source, number) if role.startswith("rare") else wanted(role))
    if "CFF " in font:
        to_truetype(font)
    rename(font, name)
    font.recalcTimestamp = False
    target = out / f"{role}.ttf"
    font.save(target)
    built = TTFont(target, lazy=True)
    present = HERE / f"{role}.ttf"
    lost = set(TTFont(present, lazy=True).getBestCmap()) - set(built.getBestCmap()) if present.exists() else set()
    lost -= FLAWED.get(role, set())
    print(f"{role}: {built['maxp'].numGlyphs} glyphs, {target.stat().st_size} bytes, {len(lost)} characters fewer than now")
    return not lost


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("roles", nargs="*", choices=[*ROLES, []], default=[])
    parser.add_argument("--packages", type=pathlib.Path, required=True, help="where the .deb files were unpacked")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where the fonts go; not this folder before you have looked at them")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    done = [rebuild(role, asked.packages, asked.out) for role in asked.roles or ROLES]
    sys.exit(0 if all(done) else 1)


if __name__ == "__main__":
    main()
