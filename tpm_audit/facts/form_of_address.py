"""Whether a German text says du or Sie to its reader, and the passages that tell.

What tells du: du, dich, dir, dein and its forms, the verbs that only du has (hast, kannst), and what asks one reader to
do something (bestell, entdecke, nimm). The plural is du as well, to several readers: euch, euer, ihr beside its verb,
könnt, habt, schaut vorbei. What tells Sie: Sie, Ihnen, Ihr and its forms with a capital within a sentence.

At the beginning of a sentence Sie and Ihr may as well speak of somebody. There "Sie" tells with a verb in the plural
behind it, and "Ihr" does, unless the sentence says du, or the one before it in the same line spoke of somebody they can
mean. What is less plain, such as a heading all in capitals, counts only where nothing plain tells.
"""

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tpm_audit.facts.sentences import Sentence


class Address(enum.Enum):
    """How a text addresses its reader."""

    DU = enum.auto()
    IHR = enum.auto()  # du to several
    SIE = enum.auto()


class Telling(NamedTuple):
    """A passage that tells; one that is not ``plain`` counts only where no other is."""

    start: int
    end: int
    address: Address
    plain: bool = True


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DU = _set("du dich dir dein deine deinem deinen deiner deines deins deinerseits deinetwegen")
_DU_VERBS = _set(
    "bist hast kannst willst musst mußt darfst sollst wirst magst weißt möchtest könntest würdest solltest müsstest"
    " dürftest hättest wärst warst hattest konntest wolltest wurdest"
)
_IHR = _set("euch euer eure eurem euren eurer eures eurerseits euretwegen")
_IHR_VERBS = _set(  # that only ihr has, also where er and sie have another vowel: nehmt, but nimmt
    "seid habt könnt wollt müsst müßt dürft sollt werdet möchtet wisst mögt könntet würdet solltet müsstet dürftet"
    " hättet wärt wäret hattet konntet wolltet musstet durftet wurdet gebt nehmt seht lest helft lasst laßt vergesst"
    " esst sprecht trefft werft haltet erhaltet behaltet lauft tragt schlaft ladet bewerbt tretet versprecht"
    " verlasst empfangt ratet erfahrt wascht schlagt"
)
_SIE = _set("Sie Ihnen Ihr Ihre Ihrem Ihren Ihrer Ihres Ihrerseits Ihretwegen Ihresgleichen")
_BEFORE_A_NAME_OF_IT = _set("per beim zum vom")  # per Du, vom Sie zum Du
_FRENCH = _set("jour soleil monde vin chocolat chef marché pont rhône nord sud pain café lac")  # soupe du jour

_STEMS_OF_BIDDINGS = (
    "abonnier acht aktivier aktualisier back beacht bedenk bestell bestätig besuch bewahr bezahl bleib bring buch"
    " denk druck entdeck entscheid ergänz erkund erleb erstell fahr feier find folg frag freu geh genieß gestalt"
    " gewinn greif gönn hinterlass hol hör informier kauf klick komm kontaktier lad lass leg lern mach meld merk"
    " nutz pack plan probier prüf registrier reservier ruf sag scann schau schenk schick schreib schütz send setz"
    " sorg spar speicher start stell stornier such stöber teil test trag trink vereinbar vergleich verpass verrat"
    " versuch vertrau verwend wart wasch wähl wünsch zahl zeig überweis überzeug"
)
_BIDDINGS = _set("bewirb erfahre gib hilf iss lies nimm sei sieh sprich triff vergiss werde wirf öffne") | {
    form for stem in _STEMS_OF_BIDDINGS.split() for form in (stem, f"{stem}e")
}
_NOUNS_TOO = _set(  # and adjectives: Kauf auf Rechnung, Suche nach Filialen
    "acht besuch buch buche denk druck feier folge frage gewinn gewinne kauf klick lade leg merk pack plan plane"
    " reise ruf rufe sage schau schick sorge spar start stelle such suche teil teile test trag trage vergleich"
    " versuch wart wünsche"
)
_BEHIND_BIDDINGS = _set(
    "jetzt uns einfach gleich doch mal hier heute noch online den die das dem ein eine einen bequem schnell unsere"
    " unser unseren unserem unserer alles alle vorbei rein direkt sofort immer auch bitte"
)
_BEFORE_BIDDINGS = _set("jetzt bitte einfach hier gleich dann und oder also doch heute")
_SAYS_IT_OF_OTHERS = _set("ich man")
_PLURAL_BIDDING = re.compile(
    "(?:bestell|komm|schau|hol|meld|folg|besuch|probier|entdeck|schreib|klick|ruf|frag|kauf|mach|sicher|genieß|wähl|teil)"
    "e?t"
)
_BEHIND_PLURAL_BIDDINGS = _set("jetzt uns vorbei rein einfach gleich doch mal unsere unser unseren")

_SINGULAR_VERBS = _set(
    "kann will muss muß soll darf wird war wurde mag kam ging gab sah blieb stand fand nahm sprach half trug schuf"
    " lag rief hieß ließ hielt begann wuchs fuhr"
)
_SINGULAR_VERB = re.compile(r"[a-zäöüß]+(?:t|te)")
_PLURAL_VERBS = _set("sind haben werden können müssen dürfen sollen wollen mögen waren hatten wurden tun")
_PLURAL_VERB = re.compile(r"[a-zäöüß]+(?:en|ern|eln)")
_READERS_VERBS = _set(  # what a reader does rather than anybody a text speaks of
    "können möchten müssen dürfen sollten wollen erhalten bekommen finden erreichen benötigen brauchen wünschen"
    " suchen sparen bezahlen zahlen bestellen entscheiden"
)
_NO_VERBS = _set(
    "den denen einen keinen ihren ihnen seinen meinen deinen euren unseren allen wegen neben gegen zwischen oben"
    " unten morgen gestern gern eben selten zusammen innen außen drinnen draußen mitten hinten inzwischen dagegen"
    " deswegen nicht jetzt erst dort oft selbst sofort komplett direkt meist fast leicht recht bereits heute bitte"
    " gut perfekt seit mit statt weit laut echt exakt fest zuerst zuletzt bewusst breit dicht spät"
)
_CLAUSE_OPENERS = _set("wenn dass daß ob weil was wie wo falls sobald damit bevor sodass womit worauf")
_ADJECTIVE = re.compile(r"\w+(?:e|er|es|en|em)")
_DETERMINERS = _set(
    "die unsere unseren alle allen viele einige mehrere diese manche beide wenige sämtliche eure deine zwei drei"
    " vier fünf"
)
_FEMININE = _set("die unsere eine diese jede seine deine eure")
_PLURAL_NOUN = re.compile(r"[A-ZÄÖÜ]\w*(?:en|er|e|n|s)")
_WOMAN = re.compile(r"Frau|[A-ZÄÖÜ]\w{2,}(?:er|eur|ist|ent|ant|og|ör|or|ir)in")
_PLURAL_DETERMINERS = _DETERMINERS - _set("die unsere unseren diese manche eure deine")  # of nothing that is one
_APOSTROPHE = re.compile("['’]")  # noqa: RUF001 (look-alikes are the point)
_OPENS = re.compile(r"[.!?…:;\n„“”»«\"]")


@dataclass(frozen=True, slots=True)
class _SpokenOf:
    """Whom the sentence before has spoken of, as far as Sie and Ihr can mean them."""

    several: bool = False
    woman: bool = False
    feminine: bool = False  # a woman or a thing


_NOBODY = _SpokenOf()


@dataclass(frozen=True)
class _Words:
    """The words of a sentence, and whom the sentence before it has spoken of."""

    text: str
    sentence: Sentence
    before: _SpokenOf
    written: tuple[str, ...] = field(init=False)
    lower: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "written", tuple(word[0] for word in self.sentence.words))
        object.__setattr__(self, "lower", tuple(_APOSTROPHE.split(word.lower())[0] for word in self.written))

    def says_du(self, n: int) -> bool:
        """Say whether the part of a sentence that a word opens says du."""
        ends = (one for one in range(n + 1, len(self.lower)) if self.opens(one))
        return not (_DU | _IHR).isdisjoint(self.lower[n : next(ends, None)])

    @cached_property
    def is_of_others(self) -> bool:
        return not _SAYS_IT_OF_OTHERS.isdisjoint(self.lower)

    def opens(self, n: int) -> bool:
        """Say whether a sentence may begin with a word."""
        words = self.sentence.words
        return n == 0 or _OPENS.search(self.text[words[n - 1].end() : words[n].start()]) is not None

    def at(self, n: int) -> str:
        """Return a word in small letters, nothing where there is none."""
        return self.lower[n] if 0 <= n < len(self.lower) else ""

    def small(self, n: int) -> str:
        """Return a word that is written in small letters, nothing where it is not."""
        return self.lower[n] if 0 <= n < len(self.lower) and self.written[n] == self.lower[n] else ""

    def small_or_opening(self, n: int) -> str:
        return self.small(n) or (self.at(n) if self.opens(n) else "")

    def is_shouted(self, n: int) -> bool:
        """Say whether a word is in capitals because its neighbour is."""
        near = (self.written[one] for one in (n - 1, n + 1) if 0 <= one < len(self.written))
        return self.written[n].isupper() and any(len(word) > 1 and word.isupper() for word in near)

    def telling(self, first: int, last: int, address: Address, *, plain: bool = True) -> Telling:
        words = self.sentence.words
        return Telling(words[first].start(), words[last].end(), address, plain)


def tellings(text: str, sentences: Iterable[Sentence]) -> list[Telling]:
    """Return what tells of the sentences of a text: what is plain, or else what is not, in the order of the text."""
    found: list[Telling] = []
    spoken_of = _NOBODY
    for sentence in sentences:
        words = _Words(text, sentence, _NOBODY if sentence.is_first else spoken_of)
        found += _told(words)
        spoken_of = _spoken_of(words)
    return [one for one in found if one.plain] or found


def _told(words: _Words) -> Iterator[Telling]:
    end = 0
    for n in range(len(words.lower)):
        telling = _du(words, n) or _ihr(words, n) or _sie(words, n)
        if telling is not None and telling.start >= end:
            yield telling
            end = telling.end


def _du(words: _Words, n: int) -> Telling | None:
    """Return what tells du to one reader."""
    word = words.at(n)
    if word in _DU:
        is_name = words.at(n - 1) in _BEFORE_A_NAME_OF_IT or (word == "du" and words.at(n + 1) in _FRENCH)
        return None if is_name else words.telling(n, n, Address.DU)
    if words.small_or_opening(n) in _DU_VERBS or _is_bidding(words, n):
        return words.telling(n, n, Address.DU)
    return None


def _is_bidding(words: _Words, n: int) -> bool:
    """Say whether one reader is asked to do something."""
    word = words.small_or_opening(n)
    if word not in _BIDDINGS or words.is_of_others:
        return False
    if words.opens(n):
        return word not in _NOUNS_TOO or words.small(n + 1) in _BEHIND_BIDDINGS
    return words.at(n - 1) in _BEFORE_BIDDINGS


def _ihr(words: _Words, n: int) -> Telling | None:
    """Return what tells du to several readers."""
    word = words.at(n)
    if word in _IHR:
        return words.telling(n, n, Address.IHR)
    if words.small_or_opening(n) in _IHR_VERBS:
        last = n + 1 if words.at(n + 1) == "ihr" else n
        return words.telling(n, last, Address.IHR)
    if word == "ihr":
        return _ihr_and_its_verb(words, n)
    if words.opens(n) and _PLURAL_BIDDING.fullmatch(word) and words.small(n + 1) in _BEHIND_PLURAL_BIDDINGS:
        return words.telling(n, n, Address.IHR, plain=False)
    return None


def _ihr_and_its_verb(words: _Words, n: int) -> Telling | None:
    following = words.small(n + 1)
    if following in _IHR_VERBS:
        return words.telling(n, n + 1, Address.IHR)
    is_subject = words.written[n] == "Ihr" or words.at(n - 1) in _CLAUSE_OPENERS
    if not is_subject or not following or following in _NO_VERBS or _ADJECTIVE.fullmatch(following):
        return None
    if following.endswith("t"):
        return None if following.startswith("ge") else words.telling(n, n + 1, Address.IHR)
    # "wenn ihr bei uns bestellt" is as plain to people as it is not to rules: "wenn ihr bei uns jemand hilft".
    return words.telling(n, n, Address.IHR, plain=False) if words.small(n) else None


def _sie(words: _Words, n: int) -> Telling | None:
    """Return what tells Sie."""
    written = words.written[n]
    form = written.capitalize() if written.isupper() else written
    if form not in _SIE:
        return _sie_in_small_letters(words, n)
    if words.at(n - 1) in _BEFORE_A_NAME_OF_IT or (form == "Ihr" and words.at(n - 1) in _IHR_VERBS):
        return None
    if words.is_shouted(n):
        return words.telling(n, n, Address.SIE, plain=False)
    if not words.opens(n):
        asks = n == 1 and _PLURAL_VERB.fullmatch(words.at(0)) and form == "Sie"
        return words.telling(0 if asks else n, n, Address.SIE)
    if words.says_du(n):
        return None
    return _sie_at_first(words, n) if form == "Sie" else _ihr_at_first(words, n)


def _sie_at_first(words: _Words, n: int) -> Telling | None:
    """Return what "Sie" tells at the beginning of a sentence."""
    verb, before = words.small(n + 1), words.before
    is_verb = verb != "" and verb not in _NO_VERBS
    if is_verb and (verb in _PLURAL_VERBS or _PLURAL_VERB.fullmatch(verb)):
        if before.several and verb not in _READERS_VERBS:
            return None
        return words.telling(n, n + 1, Address.SIE, plain=not before.several)
    if before != _NOBODY or (is_verb and (verb in _SINGULAR_VERBS or _SINGULAR_VERB.fullmatch(verb))):
        return None
    return words.telling(n, n, Address.SIE, plain=False)


def _ihr_at_first(words: _Words, n: int) -> Telling | None:
    """Return what "Ihr", "Ihnen" and the like tell at the beginning of a sentence."""
    if words.before.several or words.before.woman:
        return None
    return words.telling(n, n, Address.SIE, plain=not words.before.feminine)


def _sie_in_small_letters(words: _Words, n: int) -> Telling | None:
    """Return "bestellen sie jetzt", which is taken for a slip; a question may ask about others."""
    is_bidding = n == 1 and words.at(n) == "sie" and _PLURAL_VERB.fullmatch(words.at(0)) and not words.says_du(0)
    is_question = words.text[words.sentence.end : words.sentence.end + 1] == "?"
    if not is_bidding or is_question:
        return None
    return words.telling(0, n, Address.SIE, plain=False)


def _spoken_of(words: _Words) -> _SpokenOf:
    """Return whom a sentence has spoken of."""
    first = words.at(0)
    if words.written[0] == "Sie":
        singular = _SINGULAR_VERB.fullmatch(words.small(1)) or words.small(1) in _SINGULAR_VERBS
        return _SpokenOf(words.before.several and not singular, words.before.woman or bool(singular))
    return _SpokenOf(
        several=_speaks_of_several(words),
        woman=any(map(_WOMAN.fullmatch, words.written)),
        feminine=first in _FEMININE,
    )


def _speaks_of_several(words: _Words) -> bool:
    """Say whether a noun is in the plural, as its article or the verb behind it tell."""
    for n, noun in enumerate(words.written):
        before = {words.at(n - 1), words.at(n - 2)}
        if not _PLURAL_NOUN.fullmatch(noun) or not (n == 0 or _DETERMINERS & before):
            continue
        if _PLURAL_DETERMINERS & before:
            return True
        verb = words.small(n + 1)
        if verb in _PLURAL_VERBS or (verb not in _NO_VERBS and _PLURAL_VERB.fullmatch(verb)):
            return True
    return False
