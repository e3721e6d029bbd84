"""How easy a text is to read: its reading ease, and the mean length of its sentences.

Reading ease, higher is easier, mostly from 0 to 100: in English Flesch's 206.835 - 1.015 ASL - 84.6 ASW, in German
Amstad's 180 - ASL - 58.5 ASW, where ASL is the mean number of words in a sentence and ASW that of syllables in a word.
Sources: Flesch, R. (1948), A new readability yardstick, Journal of Applied Psychology 32; Amstad, T. (1978), Wie
verständlich sind unsere Zeitungen?, Zürich.

Syllables are counted as groups of vowels, at least one in a word; a number is one. In German two vowels are one
syllable where they are ai, au, ei, eu, ie, äu, aa, ee, oo or the like, and two where they are not (The-a-ter,
Ak-ti-on), in endings (Fe-ri-en, I-de-en) and in words that are known to. In English a silent e and the e of -ed and -es
do not count. Of 100 usual words about 97 are counted right.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from tpm_audit.facts.sentences import Sentence

_ENGLISH_EASE = (Fraction("206.835"), Fraction("1.015"), Fraction("84.6"))
_GERMAN_EASE = (Fraction(180), Fraction(1), Fraction("58.5"))
EASES: Mapping[str, tuple[Fraction, Fraction, Fraction]] = {"en": _ENGLISH_EASE, "de": _GERMAN_EASE}
_TENTH = Decimal("0.1")


def reading_ease(read: Sequence[Sentence], language: str) -> Fraction:
    """Return the reading ease of the sentences of a text in a language of ``EASES``."""
    base, by_length, by_syllables = EASES[language]
    words = [word[0] for sentence in read for word in sentence.words]
    per_word = Fraction(sum(syllables(word, language) for word in words), len(words))
    return base - by_length * sentence_length(read) - by_syllables * per_word


def sentence_length(read: Sequence[Sentence]) -> Fraction:
    """Return the mean number of words in a sentence."""
    return Fraction(sum(len(sentence.words) for sentence in read), len(read))


def written(figure: Fraction, language: str) -> str:
    """Return a figure with one decimal, as the language writes it."""
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    shown = str(exact.quantize(_TENTH, ROUND_HALF_UP))
    return shown.replace(".", ",") if language == "de" else shown


@lru_cache(maxsize=2**14)
def syllables(word: str, language: str) -> int:
    """Return how many syllables a word of a text has, as far as its letters tell."""
    count = _german if language == "de" else _english
    return max(1, sum(count(part) for part in re.split(r"[-'’]", word.lower()) if part))  # noqa: RUF001 (look-alikes)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# Each language has what makes a syllable, what makes one more (vowels that are spoken one by one) and one less.

_GERMAN = (
    re.compile(r"eau(?=s?$)|äu|a[aiuy]|e[eiuy]|ie|o[oiuy]|[aeiouäöüyàâáèéêëíôóû]"),
    _any_of(
        r"(?<=[aeiouäöüy])[^aeiouäöüy]{1,3}(?<!sch)iens?$",  # Ferien, Medien
        r"(?:famil|fer|med|ser|lin|stud|mater|kriter|immobil|präm|fol|ital|span|akt)ien(?=[a-zäöüß]{3})",
        r"(?:famil|lin|^ser|^akt|präm|lil|stud|fol|tragöd|komöd|kastan|petersil|mater|arter|bakter|immobil)ie$",
        r"(?<=[dfhlmnrsv])een$|^(?:un)?(?:bee(?=nd|il|in|rb)|gee(?=hr|ig|in|rb))|eell",  # Ideen, geehrt
        r"(?:mus|petrol|linol)eu|jubiläu|^(?:un)?[bg]eu(?=r|nr)",  # Museum, beurteilt
        r"(?:athe|koffe|prote)i(?=[ns])|beinh|^(?:un)?[bg]ei(?=mp|rr)",  # Protein, beinhaltet
        r"(?<![dls])ient|ienz|hygien|(?<!sp)(?<!v)(?<!^z)iell",  # Patient, speziell
        r"koop|koord|zoolo",
    ),
    _any_of(  # words of English
        r"service|website|page|update|upgrade|(?:on|off|head|dead)line|(?:soft|hard)ware|^home|facebook|youtube",
        r"image(?=s?$)|codes?$|stores?$|phones?$|bikes?$|likes?$|^live$",
        r"team(?!i)|(?<!i)deal|stream|steak|jeans|clean|cream|^lead|head|dead|coach|toast|board|load",
    ),
)
_ENGLISH = (
    re.compile(r"[aeiouy]+"),
    _any_of(
        r"(?<![cstg])ia|(?<=[^aeiou]r)ia(?!ge)|(?<=c)ia(?=t)",  # media, associate
        r"(?<![cstgx])io(?!n)|(?<![cstgxln])ion|(?<=[lvdr])io(?=us)|iu",  # radio, various, stadium
        r"(?<=sc)ie|(?<=[ldqru])ie(?=t|n[ct])|(?<![rf])ie(?=ty)|ier$|iest$",  # science, client, easier
        r"(?<=cr)ea(?=t)|(?<=d)ea(?=s?$)|(?<=r)ea(?=l|s?$|ct)(?!lly)|(?<=th)ea(?=t)",  # create, area, theatre
        r"(?<!p)eo(?!u)|(?<![gq])ua(?!r[ad])|(?<=fl)ue(?=n)|(?<=[fdr])ue[lt]$",  # video, actual, fuel
        r"(?<=[nt])ui(?=t)|(?<=fl)ui|(?<=r)ui(?=n)|(?<=[nr])uou",  # fluid, continuous
        r"[aeiouy]ing|[aeiou]y(?!e[sd]?$)[aeiou]",  # being, buyer
        r"sms?$|thm$|[dst]n$",  # realism, didn't
    ),
    _any_of(
        r"(?<=[^aeiouyl])(?<![^aeiou]r)e$|(?<=[aeiouyl]l)e$|(?<=q)ue$|(?<=log)ue(?=s?$)",  # bake, while, unique
        r"(?<=[^aeiouysxzcgh])es$(?<![^aeiouyl]les)|(?<=[gt]h)es$(?<![^t]hes)",  # bakes
        r"(?<=[^aeiouytd])ed$(?<![^aeiouylr]led)",  # baked
        r"(?<=[^aeiouyl])e(?=ly$|ment|ful|less|ness|ty$)",  # nicely, safety
        r"(?<=[st]om)e(?=[tdwbh])|(?<=[hw]er)e(?=[afv])|(?<=ev)er(?=y[twbo])",  # something, therefore
    ),
)


def _german(word: str) -> int:
    return _count(re.sub(r"^y(?=[aeiou])", "j", word.replace("qu", "kw")), *_GERMAN)


def _english(word: str) -> int:
    return _count(word, *_ENGLISH)


def _count(word: str, groups: re.Pattern[str], more: re.Pattern[str], less: re.Pattern[str]) -> int:
    return len(groups.findall(word)) + len(more.findall(word)) - len(less.findall(word))
