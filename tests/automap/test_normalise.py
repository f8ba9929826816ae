"""Headers in their plain spelling: rule 1 of the mapping, one row a rule."""

import pytest

from core.automap import normalise_header


@pytest.mark.parametrize(
    ("rule", "header", "plain"),
    [
        ("letter case is dropped", "FIRST NAME", "first name"),
        ("camel case is split", "FirstName", "first name"),
        ("capitals before a word are split off", "POCity", "po city"),
        ("underscores are blanks", "first_name", "first name"),
        ("dashes and dots are blanks", "Art.-Nr.", "art nr"),
        ("digits are words of their own", "Phone2", "phone 2"),
        ("blanks around and within", "  First \t Name ", "first name"),
        ("a line break is a blank", "First\nName", "first name"),
        ("a byte order mark", "\ufeffCompany", "company"),
        ("a non-breaking space", "First\u00a0Name", "first name"),
        ("a mark of a required field", "* Last Name*", "last name"),
        ("e-mail in any spelling", "E-Mail", "email"),
        ("e mail with a blank", "E mail", "email"),
        ("e-mails", "e_mails", "email"),
        ("accents of Latin letters", "Prénom", "prenom"),
        ("letters with a stroke", "Fødselsdag", "fodselsdag"),
        ("the Turkish letters i", "İlçe ADI", "ilce adi"),
        ("Vietnamese tones", "Họ và tên đệm", "ho va ten dem"),
        ("sharp s", "Straße", "strasse"),
        ("Greek accents", "Όνομα", "ονομα"),
        ("Russian io", "Расчётный", "расчетный"),
        ("marks of kana make another letter", "フリガナ", "フリガナ"),
        ("half-width kana become full-width", "ﾒｰﾙ", "メール"),
        ("full-width Latin letters", "ＴＥＬ", "tel"),
        ("Hangul stays whole", "이메일", "이메일"),
        ("Arabic vowel marks and hamza", "الاسم الأوّل", "الاسم الاول"),
        ("Arabic final h in either spelling", "المدينة", "المدينه"),
        ("Hebrew abbreviations", 'דוא"ל', "דוא ל"),
        ("a telephone sign", "☎ Contact", "phone contact"),
        ("a number sign", "# Employees", "number employees"),
        ("a possessive", "Manager's Name", "manager name"),
        ("hints in brackets come last", "Revenue (EUR) per year", "revenue per year eur"),
        ("only brackets", "(Do Not Modify)", "do not modify"),
        ("Japanese brackets", "住所【必須】", "住所 必須"),
        ("nothing", "", ""),
        ("only signs", "*?!", ""),
    ],
)
def test_plain_spelling(rule: str, header: str, plain: str) -> None:
    assert normalise_header(header) == plain, rule
