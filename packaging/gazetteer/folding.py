"""Names as they are compared: one key for all the ways to type one.

Sources/CatalogKit/Gazetteer/NameKey.swift does the same to what somebody types; a test looks places up by their names.
"""

import unicodedata

# Letters that Unicode does not take apart.
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th", "ŋ": "ng",
    "ς": "σ", "ə": "e", "ŀ": "l",
}
DROPPED = set(".'`´ʹʻʼʽʾʿˈ‘’‛′")
BLANKS = set("-‐‑‒–—―−_/·・,;()[]\"“”«»")
HALF_WIDTH = "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ"
FULL_WIDTH = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A"
WIDTH = dict(zip(HALF_WIDTH, FULL_WIDTH))


def is_european(letter):
    """Whether accents on it are left out: Latin and Greek."""
    code = ord(letter)
    return code < 0x250 or 0x370 <= code < 0x400 or 0x1E00 <= code < 0x2000


def key(name):
    """The key of a name; empty where it has no letter and no digit."""
    wide = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else WIDTH.get(c, c) for c in name)
    out = []
    for c in unicodedata.normalize("NFD", wide):
        if 0x300 <= ord(c) < 0x370:
            # It belongs to what is left of the letter before it: at the start, and behind a blank, to none.
            if out and not is_european(out[-1][-1]):
                out.append(c)
            continue
        c = c.lower()
        for c in unicodedata.normalize("NFD", c):
            if 0x300 <= ord(c) < 0x370:
                continue
            if c in DROPPED:
                continue
            if c in BLANKS or c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs"):
                c = " "
            out.append(LETTERS.get(c, c))
    return " ".join(unicodedata.normalize("NFC", "".join(out)).split())
