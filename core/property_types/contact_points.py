"""Email addresses, company domains, web addresses and phone numbers."""

from core.property_types.base import Formats, ScalarType, trimmed
from core.vocabulary import Property

_LABEL = r"[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?"
_HOST = rf"(?:{_LABEL}\.)+(?:\p{{L}}[\p{{L}}\p{{M}}]+|xn--[a-z0-9-]+)"
# The characters RFC 5322 allows unquoted, dots only between them, plus letters of any script.
_ATOM = r"[\p{L}\p{N}\p{M}!#$%&''*+/=?^_`{|}~-]+"
_EMAIL = rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}"


class Email(ScalarType):
    """An email address, kept in lower case: letter case never tells two contacts apart.

    254 is the longest address mail systems carry (RFC 5321)."""

    issue_code = "INVALID_EMAIL"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        address = f"lower({trimmed(raw)})"
        good = f"regexp_full_match({address}, '{_EMAIL}') and strlen({address}) <= 254"
        return f"case when {good} then {address} end"


class Domain(ScalarType):
    """A company's domain: protocol, ``www.``, port and path are taken off (specification, 4.2)."""

    issue_code = "INVALID_DOMAIN"

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        lowered = f"lower({trimmed(raw)})"
        host = rf"regexp_replace({lowered}, '^[a-z][a-z0-9+.-]*://', '')"
        cut = rf"regexp_replace({host}, '(?::\d+)?(?:[/?#].*)?$', '')"
        # What is left must still be a domain: www.com is one.
        bare = rf"regexp_replace({cut}, '^(?:www\.)+(.+\..+)$', '\1')"
        return f"case when regexp_full_match({bare}, '{_HOST}') then {bare} end"


class Url(ScalarType):
    """A web address as written; the scheme may be missing. Schemes that run code are refused, so a
    user name before the host needs a scheme: else ``javascript:...@example.com`` would be one."""

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = trimmed(raw)
        pattern = rf"(?i)(?:(?:https?|ftp)://(?:[^\s/@]+@)?)?{_HOST}\.?(?::\d+)?(?:[/?#]\S*)?"
        return f"case when regexp_full_match({text}, '{pattern}') then {text} end"


class PhoneNumber(ScalarType):
    """A phone number, kept as given (specification, 4.2). Text without three digits is none.

    Spelled-out numbers (1-800-FLOWERS) and extensions (x12) stay as they are."""

    def value_sql(self, raw: str, prop: Property, formats: Formats) -> str:
        text = trimmed(raw)
        return f"case when regexp_matches({text}, '\\d\\D*\\d\\D*\\d') then {text} end"
