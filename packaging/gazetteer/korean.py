"""Which of a place's names in Hangul is shown to people who read Korean."""

INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")

# What the rule below would get wrong, by GeoNames' number.
EXCEPTIONS = {
    1835848: "서울",
    1850147: "도쿄",
    2761369: "빈",
}
SUFFIXES = ("특별자치시", "특별시", "광역시", "시", "군")


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


def distance(one, other):
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for number, a in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, b in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (a != b))
    return row[-1]


def name(number, main_key, alternates):
    """The Korean name of a place; `None` where none of its names is in Hangul."""
    if number in EXCEPTIONS:
        return EXCEPTIONS[number]
    names = [" ".join(a.split()) for a in alternates if is_hangul(a)]
    if not names:
        return None
    plain = main_key.replace(" ", "")
    shorter = [n[: -len(s)] for n in names for s in SUFFIXES if n.endswith(s) and len(n) > len(s) + 1]
    return min(names + shorter, key=lambda n: (distance(romanized(n), plain), len(n), n))
