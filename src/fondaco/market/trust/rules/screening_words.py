"""Words in a message: codes and passwords, other messengers, other ways to pay, links. Pure.

Phrases are in English, German, Spanish and French. A phrase that warns the reader ("never send
anybody your password") is not taken for the thing that it warns of.
"""

import re
from dataclasses import dataclass

from fondaco.market.trust.rules.screening_numbers import Span

_FLAGS = re.IGNORECASE | re.DOTALL


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, _FLAGS)


# --- codes and passwords ------------------------------------------------------------------

_ASK = (
    r"(?:send|sent|tell|give|gave|forward|share|read|text|type|enter|need|want|provide|confirm|pass"
    r"|what(?:'s| is| was)|schick\w*|send\w*|sag\w*|gib|geben|nenn\w*|brauch\w*|teil\w* mit"
    r"|env[ií]\w*|d[ií]me|dame|necesit\w*|compart\w*|pas[ae]\w*|envo[iy]\w*|donn\w*|besoin)"
)
_STRONG_CODE = (
    r"(?:one[\s-]?time[\s-]?(?:code|password|pass|pin)|otp|passcode"
    r"|(?:verification|confirmation|authentication|authorization|authorisation|activation|security"
    r"|sms|text|login|sign[\s-]?in|bank|banking|3d[\s-]?secure|whatsapp|google|2fa|mfa|paypal"
    r"|(?:four|six|eight|[4-8])[\s-]?digit)[\s-]?(?:code|pin|number)s?|cvv2?|cvc2?|csc"
    r"|(?:code|pin|number)s? (?:that |which )?(?:you (?:just |have just |will |are about to )?"
    r"(?:got|get|receiv\w*)|(?:was|were|we|i) (?:just )?sent"
    r"|(?:they|it|he|she|your bank|the bank) sent)"
    r"|(?:code|pin) (?:from|on|in) (?:your|the) (?:phone|bank|sms|text|app|e-?mail|message)"
    r"|tan|sms[\s-]?tan|best[äa]tigungscode|sicherheitscode|einmal(?:code|passwort|kennwort)"
    r"|pr[üu]fziffer"
    r"|c[oó]digo (?:de (?:verificaci[oó]n|confirmaci[oó]n|seguridad|un solo uso|acceso)"
    r"|sms|que (?:te|le) (?:ha |han )?(?:lleg|envi|mand)\w*)"
    r"|code (?:de (?:v[ée]rification|confirmation|s[ée]curit[ée])|sms|re[çc]u|à usage unique))"
)
_GIVEN = (
    r"(?:\s*(?:is|was|ist|lautet|es|est|:|=|-|—)\s*|\s+)(?:[a-z]{1,2}[\s-]?)?\d[\d\s-]{2,8}\d\b"
)
_WEAK_GIVEN = _pattern(
    r"(?<![\w-])(\w*)[\s-]?\b(?:code|pin|c[oó]digo)\s*(?:is|was|ist|lautet|es|est|:|=)\s*"
    r"\d[\d\s-]{2,7}\d\b(?!\s*(?:eur|€|usd|\$|gbp|£))"
)
_INNOCENT_CODE_WORDS = (
    "post postal zip area country dialling dial dialing colour color item product article model"
    " part bar qr discount promo promotion voucher coupon gift order tracking error door gate entry"
    " building lock locker key size style reference ref serial swift bic sort hs tariff customs"
    " farb artikel tür haus rabatt fehler produkt vorwahl oe oem fcc manual"
)
_INNOCENT_CODE = frozenset(_INNOCENT_CODE_WORDS.split())
_DOOR = _pattern(
    r"\b(?:door|gate|entrance|building|locker|lobby|garage|t[üu]r|haus|puerta|porte)\b"
)
_CODE_ASKED = _pattern(rf"\b{_ASK}\b.{{0,60}}?\b{_STRONG_CODE}\b")
_CODE_GIVEN = _pattern(rf"\b{_STRONG_CODE}\b{_GIVEN}")
_CODE_WANTED = _pattern(rf"\b{_STRONG_CODE}\b\s*(?:\?|please|pls|bitte|por favor|s'il)")

_PASSWORD = (
    r"(?:password|passwd|pass[\s-]?phrase|passwort|kennwort|contrase[ñn]a|mot de passe|senha)"
)
_PASSWORD_ASKED = _pattern(rf"\b{_ASK}\b.{{0,40}}?\b{_PASSWORD}\b|\b{_PASSWORD}\b\s*(?:\?|please)")
_PASSWORD_GIVEN = _pattern(
    rf"\b{_PASSWORD}\b\s*(?:(?:is|was|ist|lautet|es|est)\b\s*[:=]?|[:=])\s*[\"'“]?\S{{4,}}"
)
_HARMLESS_VALUE = _pattern(
    r"(?:is|was|ist|es|est)\s+(?:not|never|needed|required|reset|protected|set|wrong|lost|missing"
    r"|printed|written|included|empty|nicht|nie|no|pas|in the|on the|the same)\b"
)
_WARNING = _pattern(
    r"\b(?:never|don'?t|do not|nobody|no one|not|without|won'?t|nie|niemals|nicht|kein\w*|nunca|no|"
    r"jamais|ne)\b[^.!?\n]{0,40}\Z"
)


def _unwarned(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Matches that no "never" or "don't" stands before in the same sentence."""
    return [
        match
        for match in pattern.finditer(text)
        if not _WARNING.search(text[max(0, match.start() - 60) : match.start()])
    ]


def concerns_one_time_code(text: str) -> bool:
    """Whether the text asks for a one-time or card security code, or gives one."""
    if _unwarned(_CODE_ASKED, text) or _unwarned(_CODE_WANTED, text) or _CODE_GIVEN.search(text):
        return True
    for match in _WEAK_GIVEN.finditer(text):
        around = text[max(0, match.start() - 40) : match.end() + 40]
        if match.group(1).lower() not in _INNOCENT_CODE and not _DOOR.search(around):
            return True
    return False


def concerns_password(text: str) -> bool:
    """Whether the text asks for a password or gives one."""
    if _unwarned(_PASSWORD_ASKED, text):
        return True
    return any(not _HARMLESS_VALUE.search(m.group()) for m in _unwarned(_PASSWORD_GIVEN, text))


# --- elsewhere ----------------------------------------------------------------------------

_APPS = (
    r"(?:whats\s?app|watsapp|wats\s?app|telegram|signal|viber|we\s?chat|line\s?id|snap\s?chat|snap"
    r"|instagram|insta|ig|discord|skype|kik|facebook|fb|messenger|imessage|threema|wickr|hangouts"
    r"|google chat|twitter|tiktok)"
)
_MESSENGER = tuple(
    _pattern(text)
    for text in (
        rf"\b(?:on|via|over|through|to|using|by|per|[üu]ber|auf|por|en|sur|at|my|add me on)\s+"
        rf"(?:my |mein\w* |mi |mon )?{_APPS}\b"
        r"(?!\s+(?:call quality|app works|works|runs|compatib))",
        rf"\b{_APPS}\s*(?:me|id|name|user\w*|handle|number|is|:|=|@|nummer|mich)\b",
        rf"\b{_APPS}\s*[:=@]\s*\S",
        r"(?<![\w.@/])@[A-Za-z][A-Za-z0-9_.]{3,29}\b(?!\s*\.\s*\w)",
    )
)
_ABOUT_THE_GOODS = _pattern(
    rf"\b(?:support\w*|runs?|run|install\w*|compatible"
    rf"|works? with|notifications?|l[äa]uft|funktioniert)\b"
    rf"[^.!?]{{0,40}}\b{_APPS}\b"
)


def names_messenger(text: str) -> bool:
    """Whether the text asks to go on elsewhere, or gives a handle there."""
    text = _ABOUT_THE_GOODS.sub(" ", text)
    return any(pattern.search(text) for pattern in _MESSENGER)


_PAY = r"(?:pay\w*|send|sent|transfer\w*|zahl\w*|bezahl\w*|[üu]berweis\w*|pag\w*|pay[ée]\w*|virer)"
_WAYS = (
    r"(?:bank transfer|wire transfer|bank wire|wire|western union|money\s?gram|paypal|pay pal|zelle"
    r"|cash\s?app|venmo|revolut|wise|bizum|bitcoin|btc|usdt|ethereum|crypto\w*|gift cards?"
    r"|paysafe\w*|friends (?:and|&|\+) family|f&f|cash|bar\b|[üu]berweisung|bank[üu]berweisung"
    r"|transferencia|efectivo|virement|esp[eè]ces|money order|cheque|check by mail)"
)
_OUTSIDE = tuple(
    _pattern(text)
    for text in (
        rf"\b{_PAY}\b[^.!?\n]{{0,40}}\b(?:direct(?:ly)?|outside|off[\s-]?(?:site|platform)|privately"
        r"|direkt|privat|au[ßs]+erhalb|fuera|directamente|directement|hors)\b",
        rf"\b{_PAY}\b[^.!?\n]{{0,30}}\b(?:by|via|with|through|using|in|per|mit|[üu]ber|por|con|par|avec)"
        rf"\s+(?:a |an |my |your |the )?{_WAYS}",
        rf"\b(?:accept|take|prefer|only|use|do|nehme|akzeptier\w*|acept\w*|accept\w*)\s+{_WAYS}",
        r"\b(?:outside|off|around|without|bypass\w*|leave)\s+(?:of\s+)?(?:the\s+|this\s+)?"
        r"(?:site|platform|website|app|fondaco|marketplace)\b",
        r"\b(?:au[ßs]+erhalb|ohne|an)\s+(?:der |die |von )?(?:plattform|seite|fondaco)\b"
        r"|\bfuera de (?:la )?(?:plataforma|web|fondaco)\b"
        r"|\bhors (?:de (?:la )?)?(?:plate-?forme|site)\b",
        r"\b(?:avoid|save|skip|dodge|spar\w*|ahorr\w*|[ée]vit\w*|evit\w*)\b[^.!?\n]{0,20}"
        r"\b(?:fees?|commission|geb[üu]hr\w*|provision|comisi[oó]n\w*|frais)\b",
        r"\bwestern union\b|\bmoney\s?gram\b|\bfriends (?:and|&) family\b|\bfreunde und familie\b"
        r"|\bgift cards? codes?\b|\bamigos y familiares\b",
        r"\b(?:cancel|storn\w*|cancel\w*)\b[^.!?\n]{0,40}\b(?:and|then|und|y|et)\b[^.!?\n]{0,30}"
        r"\b(?:pay|transfer|zahl\w*|[üu]berweis\w*|pag\w*)\b[^.!?\n]{0,20}\b(?:me|us|mir|uns|direct\w*)\b",
    )
)


def pays_outside(text: str) -> bool:
    """Whether the text speaks of paying in another way than at the checkout."""
    return any(_unwarned(pattern, text) for pattern in _OUTSIDE)


# --- addresses ----------------------------------------------------------------------------

_EMAIL = _pattern(
    r"[a-z0-9][a-z0-9._%+\-]{0,63}\s?@\s?[a-z0-9][a-z0-9\-]*(?:\s?\.\s?[a-z0-9\-]{2,})+"
    r"|[a-z0-9][a-z0-9._+\-]{1,63}\s*(?:\(at\)|\[at\]|\{at\}|<at>|\sat\s|\(a\)|\(arroba\)|\sarroba\s)"
    r"\s*[a-z0-9\-]{2,}\s*(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s|\spunto\s|\spunkt\s|\.)\s*"
    r"(?:[a-z0-9\-]+\s*(?:\sdot\s|\.)\s*)?(?:com|org|net|de|es|fr|it|pt|nl|eu|info|io|uk|me|ch|at)\b"
    r"|\b[a-z0-9._\-]{3,}\s*(?:@|\(at\)|\sat\s)\s*(?:gmail|hotmail|outlook|yahoo|gmx|icloud|proton)\b"
)


def email_spans(text: str) -> list[Span]:
    """Where e-mail addresses stand, also with "at" and "dot" written out."""
    return [match.span() for match in _EMAIL.finditer(text)]


@dataclass(frozen=True, slots=True)
class Link:
    """A web address: where it stands, its host in lower case, whether it opens a chat."""

    span: Span
    host: str
    is_chat: bool


_URL = _pattern(
    r"(?:(?:https?|hxxps?)://|www\.)[^\s<>\"')\]]+"
    r"|(?<![\w@.\-])(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+"
    r"(?:com|org|net|info|biz|shop|store|online|site|xyz|top|io|co|me|app|link|click|ru|cn|de|es|fr|it"
    r"|nl|pl|eu|uk|us|ch|at|be|ly|gl|to|cc|tk|example|ml|gq|cf)(?:/[^\s<>\"')\]]*)?(?![\w@])"
)
_CHAT_HOSTS = frozenset(
    (
        *("t.me", "wa.me", "telegram.me", "api.whatsapp.com", "chat.whatsapp.com", "m.me"),
        *("signal.me", "discord.gg", "line.me", "instagram.com", "www.instagram.com"),
    )
)


def links(text: str) -> list[Link]:
    """Web addresses in the text; those within an e-mail address are not."""
    found = []
    taken = email_spans(text)
    for match in _URL.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        bare = re.sub(r"^h(?:tt|xx)ps?://", "", match.group(), flags=_FLAGS)
        host = re.split(r"[/?#:]", bare.rpartition("@")[2] if "/" not in bare else bare)[0].lower()
        found.append(Link(match.span(), host.rstrip("."), host in _CHAT_HOSTS))
    return found
