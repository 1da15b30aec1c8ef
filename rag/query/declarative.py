"""A yes-or-no question as the claim that it asks about: "Did the strikes reach Moldova?" -> "The strikes reached
Moldova." Pure."""

import re
from collections.abc import Sequence

from rag.language.word_lists import word_set
from rag.query.decomposition import decompose
from rag.query.question_type import without_setting

_IRREGULAR = dict(
    pair.split(":")
    for pair in word_set(
        """
    be:was become:became begin:began break:broke bring:brought build:built burn:burned buy:bought catch:caught
    choose:chose come:came cost:cost cut:cut deal:dealt do:did draw:drew drive:drove eat:ate fall:fell feel:felt
    fight:fought find:found flee:fled fly:flew forbid:forbade forget:forgot freeze:froze get:got give:gave go:went
    grow:grew have:had hear:heard hide:hid hit:hit hold:held hurt:hurt keep:kept know:knew lead:led learn:learned
    leave:left let:let lose:lost make:made mean:meant meet:met pay:paid put:put quit:quit read:read rise:rose
    run:ran say:said see:saw sell:sold send:sent set:set shoot:shot shut:shut sing:sang sink:sank sit:sat
    speak:spoke spend:spent spread:spread stand:stood steal:stole strike:struck take:took teach:taught tell:told
    think:thought throw:threw understand:understood wear:wore win:won withdraw:withdrew write:wrote
        """
    )
)
_REGULAR = word_set(
    """
    accept accuse add admit affect agree aim allow announce appear apply approve arrest arrive ask attack attend
    avoid ban believe belong blame block call cancel carry cause change charge claim close collapse comment compete
    complete concede confirm connect continue convict cover crash create cross cross damage date decide declare
    defeat deliver demand deny destroy detect die disappear discover discuss donate double drop elect employ end
    enter erupt escape evacuate exceed expect explain explode express extend face fail fill finish fire flood follow
    force gain happen harm help hire identify include increase injure inspect intend intercept invade invest invite
    join kill lack last launch like list live look love manage mention miss move murder name need note notice occur
    offer open oppose order organise own pass perform plan plant play please pledge police point predict prepare
    present prevent produce promise protest prove provide publish pull push raise reach react receive recommend
    recover reduce refuse reject release remain remember remove reopen replace reply report request require rescue
    resign respond restore retire return save score search seem serve share show sign stage start stay stop study
    succeed suffer suggest supply support suspend target tell thank threaten touch train travel treat try turn use
    visit vote wait want warn warm waste welcome work worry wound
    """
)
_VERBS = _REGULAR | frozenset(_IRREGULAR)
_DOUBLED = word_set("admit ban drop plan stop occur")
_PARTICIPLES = word_set(
    """
    been being born built bought brought caught cut done drawn driven eaten fallen felt found frozen given gone grown
    held hit hurt kept known laid led left lost made met paid put read run said seen sent set shot shut sold spent
    spread stolen struck sunk taken taught told thought thrown torn won worn written able alive dead ready safe open
    still not also ever already really actually responsible guilty true
    """
)
_DETERMINERS = word_set(
    """
    the a an this that these those his her its their our my your any some all both no
    """
)
_ALONE = word_set(
    """
    he she it they we i you there anyone anybody anything everyone everybody someone somebody nobody that this
    """
)
_BEFORE_NOUN = _DETERMINERS | word_set(
    """
    of in on at for from with by to and or
    """
)
_POSITIVE = {"anyone": "someone", "anybody": "somebody", "anything": "something", "any": "some"}
_STARTS_PREDICATE = _DETERMINERS - {"no", "any", "all"} | word_set(
    """
    in on at for from with by to under over near against behind more less about among between
    """
)
_ASKS = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"^(?:the |both |another |an )?(?:[\w'’\"“”.|&-]+ ){0,6}?(?:article|report|story|piece)s?\b.{0,60}?"
    r"\b(?:suggest|claim|indicate|state|report|say|impl[yi]|note|mention|argue)(?:s|ed|es)? (?:that )?(?=\w)",
    re.IGNORECASE,
)
"""What only says who reports a claim."""
_FORM = re.compile(r"(?:ed|ing|ly|able|ible|ous)$")


def declarative_of(question: str) -> str:
    """The claim that `question` asks about; its own words in order where its grammar is not understood."""
    words = without_setting(question).rstrip(" ?!.").split()
    if len(words) < 2:
        return ""
    auxiliary, negated = re.sub(r"n['’]t$", "", words[0].lower()), "n't" in words[0].lower().replace("’", "'")
    rest = [_POSITIVE.get(word.lower(), word) for word in words[1:]]
    at = _predicate(rest) if auxiliary in ("is", "are", "was", "were", "has", "have", "had") else _verb(rest)
    if not at:
        return _sentence(rest)
    subject, verb, object_ = rest[:at], rest[at], rest[at + 1 :]
    if auxiliary == "did" and not negated:
        return _sentence([*subject, past(verb), *object_])
    if auxiliary == "does" and not negated:
        return _sentence([*subject, _third(verb), *object_])
    if auxiliary == "do" and not negated:
        return _sentence(rest)
    return _sentence([*subject, auxiliary, *(["not"] if negated else []), verb, *object_])


def declaratives_of(question: str) -> tuple[str, ...]:
    """The claims of a question that asks about several things ("Did A ..., while B ...?"), or its only one."""
    asked = without_setting(question)
    several = decompose(asked)
    claims = (declarative_of(part) if _ASKS.match(part) else _sentence(part.rstrip(" ?!.").split()) for part in several)
    told = tuple(_REPORTS.sub("", claim) for claim in claims) or (_REPORTS.sub("", declarative_of(question)),)
    return tuple(f"{claim[:1].upper()}{claim[1:]}" for claim in told if claim)


def is_yardstick(claim: str, sentence: str) -> bool:
    """Return whether a sentence only compares another with the claim's subject.

    "212 votes more than Hale" says nothing of how Hale fared.
    """
    subject = re.match(r"(?:The |An? )?(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)", claim)
    last = subject["name"].split()[-1] if subject else ""
    before, than, after = sentence.partition(" than ")
    return bool(last and than) and last not in before and last in after


def past(verb: str) -> str:
    """The past tense of a verb in its base form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if verb in _DOUBLED else f"{verb}ed"


def _third(verb: str) -> str:
    if verb in ("have", "be", "do", "go"):
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|sh|ch|x)$", verb) else f"{verb}s"


def _verb(rest: Sequence[str]) -> int:
    """Where the verb stands behind its subject; 0 where that is not known."""
    for at in range(1, len(rest)):
        if rest[at] in _VERBS and rest[at - 1].lower() not in _BEFORE_NOUN:
            # "the air strike hit the bridge": of two in a row the second is the verb.
            return at + 1 if at + 1 < len(rest) and rest[at + 1] in _VERBS else at
    for at in range(1, len(rest) - 1):
        after = rest[at + 1]
        base = rest[at].islower() and rest[at] not in _BEFORE_NOUN and not rest[at].endswith("s")
        if base and rest[at - 1].lower() not in _BEFORE_NOUN and after.lower() in _BEFORE_NOUN - {"of", "and", "or"}:
            return at
    return 0


def _predicate(rest: Sequence[str]) -> int:
    """Where the words after "is" or "has" begin again behind the subject; 0 where that is not known."""
    if rest[0].lower() in _ALONE:
        return 1 if len(rest) > 1 else 0
    for at in range(2 if rest[0].lower() in _DETERMINERS else 1, len(rest)):
        if _is_participle(rest[at]):
            return at
        if rest[at].lower() in _STARTS_PREDICATE:
            # "the schools in Lviv damaged": a place may still belong to the subject.
            return next((later for later in range(at + 2, min(at + 5, len(rest))) if _is_participle(rest[later])), at)
    return len(rest) - 1


def _is_participle(word: str) -> bool:
    return word.lower() in _PARTICIPLES or bool(word.islower() and _FORM.search(word))


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."
