"""Which of a place's names in Hangul is shown to people who read Korean."""

INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")

# What the rule below would get wrong, by GeoNames' number.
EXCEPTIONS = {
    1835848: "서울",
    1850147: "도쿄",
    2761369: "빈",
    1668341: "타이베이",
    1880252: "싱가포르",
    703448: "키이우",
    3448439: "상파울루",
    3530597: "멕시코시티",
}
SUFFIXES = ("특별자치시", "특별시", "광역시", "시", "군")
# What GeoNames adds to main names for the same.
LATIN_SUFFIXES = (" si", " gun", " city", " shi")


def is_hangul(name):
    return all("가" <= c <= "힣" or c == " " for c in name) and name.strip() != ""


def romanized(name):
    """Revised Romanization letter by letter, without the sounds that change between syllables."""
    text = ""
    for c in name:
        if "가" <= c <= "힣":
            number = ord(c) - 0xAC00
            text += INITIALS[number // 588] + VOWELS[number % 588 // 28] + FINALS[number % 28]
    return text


def comparable(latin):
    """Letters that Hangul writes alike, and without the vowel that it puts between consonants."""
    for letters, other in (("eu", ""), ("l", "r"), ("f", "p"), ("v", "b"), ("z", "j"), ("c", "k"), ("rr", "r")):
        latin = latin.replace(letters, other)
    return latin


def distance(one, other):
    """Levenshtein's, as a part of the longer one."""
    row = list(range(len(other) + 1))
    for number, a in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, b in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (a != b))
    return row[-1] / max(len(one), len(other), 1)


def without_suffix(name, is_korean):
    """The name without the word for what it is; in other countries' names that may be a part of the name, unless a blank is before it."""
    for suffix in SUFFIXES:
        rest = name[: -len(suffix)]
        if name.endswith(suffix) and (is_korean and len(rest) > 1 or rest.endswith(" ")):
            return rest.strip()
    return name


def name(place, main_key):
    """The Korean name of a place; `None` where none of its names is in Hangul."""
    if place["geonameid"] in EXCEPTIONS:
        return EXCEPTIONS[place["geonameid"]]
    is_korean = place["countrycode"] in ("KR", "KP")
    names = {without_suffix(" ".join(a.split()), is_korean) for a in place["alternatenames"] if is_hangul(a)}
    if place["countrycode"] in ("CN", "TW", "JP"):
        names |= {without_suffix(n, True) for n in names}
    if not names:
        return None
    for suffix in LATIN_SUFFIXES:
        main_key = main_key.removesuffix(suffix)
    plain = comparable(main_key.replace(" ", ""))
    return min(names, key=lambda n: (distance(comparable(romanized(n)), plain), len(n), n))
