"""Which text of a card is which property: the ways that real cards are written, one a case.

All people and firms are invented. A property that a case does not name must not be found, where it
is one of the core ones.
"""

import pytest

from tests.capture.cards.sketch import found

CORE = ("firstname", "lastname", "jobtitle", "company", "email", "mobilephone", "website")

CASES = {
    "american": (
        """
        ## Harborline
        # Marine Supply Co.

        # Daniel R. Whitcomb
        Regional Sales Manager

        Office: (207) 555-0143 || 118 Wharf Street
        Cell: (207) 555-0188 || Portland, ME 04101
        dwhitcomb@harborlinemarine.example.com
        www.harborlinemarine.example.com
        """,
        {
            "firstname": "Daniel R.", "lastname": "Whitcomb", "jobtitle": "Regional Sales Manager",
            "company": "Harborline Marine Supply Co.", "mobilephone": "(207) 555-0188", "phone": "(207) 555-0143",
            "address": "118 Wharf Street", "city": "Portland", "state": "ME", "zip": "04101",
            "email": "dwhitcomb@harborlinemarine.example.com", "website": "www.harborlinemarine.example.com",
        },
    ),
    "realtor with a firm above": (
        """
        ### COASTAL KEYS REALTY
        ~ Each office is independently owned and operated

        # MELANIE TORRES
        Broker Associate, GRI, CRS
        305.555.0161 cell
        305.555.0100 office
        melanie@coastalkeys.com
        CoastalKeys.com
        """,
        {
            "firstname": "Melanie", "lastname": "Torres", "jobtitle": "Broker Associate, GRI, CRS",
            "company": "COASTAL KEYS REALTY", "mobilephone": "305.555.0161", "phone": "305.555.0100",
            "email": "melanie@coastalkeys.com", "website": "coastalkeys.com",
        },
    ),
    "attorney": (
        """
        ## Hale, Brandt & Osei LLP
        ATTORNEYS AT LAW

        Rebecca L. Hale
        Partner

        One Liberty Plaza, Suite 2400
        Tulsa, OK 74103
        Tel 918.555.0122  Fax 918.555.0123
        rhale@halebrandt.com
        """,
        {
            "firstname": "Rebecca L.", "lastname": "Hale", "jobtitle": "Partner",
            "company": "Hale, Brandt & Osei LLP", "phone": "918.555.0122", "fax": "918.555.0123",
            "email": "rhale@halebrandt.com",
        },
    ),
    "doctor": (
        """
        # Priya Nair, M.D., F.A.C.S.
        Orthopedic Surgeon
        Lakeview Orthopedic Clinic
        4410 N. Shore Drive, Madison, WI 53703
        P: 608-555-0110  F: 608-555-0111
        pnair@lakevieworthoclinic.org
        """,
        {
            "firstname": "Priya", "lastname": "Nair", "jobtitle": "Orthopedic Surgeon",
            "company": "Lakeview Orthopedic Clinic", "phone": "608-555-0110", "fax": "608-555-0111",
            "email": "pnair@lakevieworthoclinic.org",
        },
    ),
    "university": (
        """
        # Technische Universität Nordstadt
        Fakultät für Maschinenbau
        Lehrstuhl für Fördertechnik

        Prof. Dr.-Ing. habil. Karl-Heinz Brömmel
        Lehrstuhlinhaber

        Ringstraße 7 · 38100 Braunschweig
        Telefon +49 531 5550123 · Telefax +49 531 5550124
        k-h.broemmel@tu-nordstadt.de · www.tu-nordstadt.de
        """,
        {
            "firstname": "Karl-Heinz", "lastname": "Brömmel", "jobtitle": "Lehrstuhlinhaber",
            "company": "Technische Universität Nordstadt", "phone": "+49 531 5550123", "fax": "+49 531 5550124",
            "email": "k-h.broemmel@tu-nordstadt.de", "website": "www.tu-nordstadt.de",
            "address": "Ringstraße 7", "zip": "38100", "city": "Braunschweig",
        },
    ),
    "japanese": (
        """
        KAWAMURA SEIKI CO., LTD.
        Overseas Sales Dept.
        Assistant Manager
        # Hiroyuki TANABE
        2-14-8 Minami-cho, Kita-ku, Nagoya 460-0012, Japan
        Phone:+81-52-555-0134 Fax:+81-52-555-0135
        Mobile:+81-90-5555-0142
        E-mailh.tanabe@kawamura-seiki.co.jp
        URL http://www.kawamura-seiki.co.jp/
        """,
        {
            "firstname": "Hiroyuki", "lastname": "Tanabe", "jobtitle": "Assistant Manager",
            "company": "KAWAMURA SEIKI CO., LTD.", "phone": "+81-52-555-0134", "fax": "+81-52-555-0135",
            "mobilephone": "+81-90-5555-0142", "email": "h.tanabe@kawamura-seiki.co.jp",
            "website": "http://www.kawamura-seiki.co.jp",
        },
    ),
    "japanese, last name first": (
        """
        株式会社 青木製作所
        営業部 課長
        青木 健太
        # AOKI Kenta
        Section Chief
        TEL 06-5555-0120 FAX 06-5555-0121
        aoki.kenta@aoki-works.co.jp
        """,
        {
            "firstname": "Kenta", "lastname": "Aoki", "jobtitle": "Section Chief",
            "phone": "06-5555-0120", "fax": "06-5555-0121", "email": "aoki.kenta@aoki-works.co.jp",
            "company": "株式会社 青木製作所",
        },
    ),
    "indian shop": (
        """
        ## SHREE GANESH TEXTILES
        Wholesale Dealers in Silk & Cotton Sarees
        Suresh K. Patel || Mob.: 98250 55501
        Nilesh S. Patel || 98250 55502
        12/B, Ring Road Market, Surat - 395 002
        Ph.: 0261-2555012/13  Fax: 0261-2555014
        E-mail : shreeganeshtex@gmail.com
        """,
        {
            "firstname": "Suresh K.", "lastname": "Patel", "company": "SHREE GANESH TEXTILES",
            "mobilephone": "98250 55501", "phone": "0261-2555012", "fax": "0261-2555014",
            "email": "shreeganeshtex@gmail.com",
        },
    ),
    "dutch trades": (
        """
        ### BOERSMA
        ## dakbedekking
        Voor al uw platte daken

        Wiebe Boersma
        06 - 55 50 12 34
        info@boersmadakbedekking.nl
        www.boersmadakbedekking.nl
        Noorderkade 14 - 8701 XK Bolsward
        KvK 55501234
        """,
        {
            "firstname": "Wiebe", "lastname": "Boersma", "company": "BOERSMA dakbedekking",
            "mobilephone": "06 - 55 50 12 34", "email": "info@boersmadakbedekking.nl",
            "website": "www.boersmadakbedekking.nl", "city": "Bolsward", "zip": "8701 XK",
        },
    ),
    "dutch with a degree and a register": (
        """
        mr. drs. Anne-Fleur ter Haar MBA
        Advocaat | Partner

        ter Haar & Vink advocaten
        Herengracht 5550, 1017 BX Amsterdam
        T +31 (0)20 555 01 20
        M +31 (0)6 55 50 12 12
        terhaar@terhaarvink.nl
        BTW NL005550123B01
        """,
        {
            "firstname": "Anne-Fleur", "lastname": "ter Haar", "jobtitle": "Advocaat | Partner",
            "company": "ter Haar & Vink advocaten", "phone": "+31 (0)20 555 01 20", "mobilephone": "+31 (0)6 55 50 12 12",
            "email": "terhaar@terhaarvink.nl",
        },
    ),
    "name over two lines in capitals, dark": (
        """
        ## SIMONE
        ## VERHAEGEN
        interior architect

        +32 478 55 01 23
        simone@studioverhaegen.be
        studioverhaegen.be
        """,
        {
            "firstname": "Simone", "lastname": "Verhaegen", "jobtitle": "interior architect",
            "mobilephone": "+32 478 55 01 23", "email": "simone@studioverhaegen.be", "website": "studioverhaegen.be",
        },
    ),
    "labels in a column of their own": (
        """
        # Nadia Fontaine
        Responsable commerciale export
        ## Verrerie Lambert SAS
        Tél. || 03 55 50 12 34
        Fax || 03 55 50 12 35
        Port. || 06 55 50 12 36
        Mail || n.fontaine@verrerie-lambert.fr
        """,
        {
            "firstname": "Nadia", "lastname": "Fontaine", "jobtitle": "Responsable commerciale export",
            "company": "Verrerie Lambert SAS", "phone": "03 55 50 12 34", "fax": "03 55 50 12 35",
            "mobilephone": "06 55 50 12 36", "email": "n.fontaine@verrerie-lambert.fr",
        },
    ),
    "spanish, two surnames": (
        """
        ## Aceites del Sur, S.L.
        Mª Carmen Ortega Ruiz
        Directora de Exportación
        Pol. Ind. La Isla, C/ Río Viejo 12
        41703 Dos Hermanas (Sevilla)
        Tel.: 955 501 234 - Móvil: 655 501 234
        cortega@aceitesdelsur.es
        """,
        {
            "jobtitle": "Directora de Exportación", "company": "Aceites del Sur, S.L.", "phone": "955 501 234",
            "mobilephone": "655 501 234", "email": "cortega@aceitesdelsur.es",
            "firstname": "Mª Carmen", "lastname": "Ortega Ruiz",
        },
    ),
    "italian": (
        """
        Dott. Ing. Matteo Ferrando
        Responsabile Ufficio Tecnico
        # MECCANICA VALSESIA S.r.l.
        Via dell'Industria, 18 - 13011 Borgosesia (VC) - Italy
        Tel. +39 0163 555012 - Fax +39 0163 555013 - Cell. +39 335 5550123
        m.ferrando@meccanicavalsesia.it
        P.IVA 00555012345
        """,
        {
            "firstname": "Matteo", "lastname": "Ferrando", "jobtitle": "Responsabile Ufficio Tecnico",
            "company": "MECCANICA VALSESIA S.r.l.", "phone": "+39 0163 555012", "fax": "+39 0163 555013",
            "mobilephone": "+39 335 5550123", "email": "m.ferrando@meccanicavalsesia.it",
            "address": "Via dell'Industria, 18", "zip": "13011", "city": "Borgosesia", "state": "VC", "country": "Italy",
        },
    ),
    "app's watermark": (
        """
        # Tobias Lindqvist
        Key Account Manager
        Nordpil Teknik AB
        Mobil 070-555 01 23
        tobias.lindqvist@nordpil.se
        ~ Scanned with CamScanner
        """,
        {
            "firstname": "Tobias", "lastname": "Lindqvist", "jobtitle": "Key Account Manager",
            "company": "Nordpil Teknik AB", "mobilephone": "070-555 01 23", "email": "tobias.lindqvist@nordpil.se",
        },
    ),
    "several firms": (
        """
        # Oliver Grant
        Group Finance Director
        ## BRAMLEY HOLDINGS PLC
        Bramley Foods Ltd · Bramley Logistics Ltd · Bramley Retail Ltd
        +44 (0)161 496 0123
        oliver.grant@bramleyholdings.co.uk
        """,
        {
            "firstname": "Oliver", "lastname": "Grant", "jobtitle": "Group Finance Director",
            "company": "BRAMLEY HOLDINGS PLC", "phone": "+44 (0)161 496 0123", "email": "oliver.grant@bramleyholdings.co.uk",
        },
    ),
    "firm only in the domain": (
        """
        # Ivana Kovač
        Consultant
        ivana.kovac@bluepeakadvisory.com
        +385 91 555 0123
        """,
        {
            "firstname": "Ivana", "lastname": "Kovač", "jobtitle": "Consultant", "email": "ivana.kovac@bluepeakadvisory.com",
            "mobilephone": "+385 91 555 0123",
        },
    ),
    "bank": (
        """
        ### First Prairie Bank
        Member FDIC

        Gloria Estes
        Vice President
        Commercial Lending
        NMLS# 555012
        Direct: 402-555-0177
        gestes@firstprairiebank.com
        """,
        {
            "firstname": "Gloria", "lastname": "Estes", "jobtitle": "Vice President Commercial Lending",
            "company": "First Prairie Bank", "phone": "402-555-0177", "email": "gestes@firstprairiebank.com",
        },
    ),
    "one line each, no labels": (
        """
        # jonas weber
        fotograf
        0176 5550 1234
        hallo@jonasweber.de
        jonasweber.de
        """,
        {
            "firstname": "Jonas", "lastname": "Weber", "jobtitle": "fotograf", "mobilephone": "0176 5550 1234",
            "email": "hallo@jonasweber.de", "website": "jonasweber.de",
        },
    ),
    "email over two lines": (
        """
        Maximiliane Oberhuber
        Assistenz der Geschäftsleitung
        Alpenglas GmbH & Co. KG
        maximiliane.oberhuber@
        alpenglas-gruppe.at
        Mobil: +43 664 5550123
        """,
        {
            "firstname": "Maximiliane", "lastname": "Oberhuber", "jobtitle": "Assistenz der Geschäftsleitung",
            "company": "Alpenglas GmbH & Co. KG", "email": "maximiliane.oberhuber@alpenglas-gruppe.at", "mobilephone": "+43 664 5550123",
        },
    ),
    "title and firm on one line": (
        """
        # Karen Liu
        Senior Analyst, Meridian Capital Partners
        karen.liu@meridiancap.com | +1 646 555 0139
        """,
        {
            "firstname": "Karen", "lastname": "Liu", "jobtitle": "Senior Analyst", "company": "Meridian Capital Partners",
            "email": "karen.liu@meridiancap.com", "phone": "+1 646 555 0139",
        },
    ),
    "chinese firm in English": (
        """
        ## SHENZHEN BRIGHTWAY ELECTRONICS CO., LTD
        Jason Wu
        Sales Manager
        Tel: 86-755-5550 1234 ext. 808
        Mobile: 86-13855501234
        E-mail: jason@brightway-sz.com
        Skype: brightway.jason
        Http://www.brightway-sz.com
        Add: 5/F, Building B, Fuhai Industrial Park, Bao'an, Shenzhen, China
        """,
        {
            "firstname": "Jason", "lastname": "Wu", "jobtitle": "Sales Manager", "company": "SHENZHEN BRIGHTWAY ELECTRONICS CO., LTD",
            "phone": "86-755-5550 1234 ext. 808", "mobilephone": "86-13855501234", "email": "jason@brightway-sz.com", "website": "http://www.brightway-sz.com",
        },
    ),
    "hotel": (
        """
        ### The Linden
        HOTEL & RESTAURANT
        Beatrix Achterberg
        Events & Reservations Coordinator
        reservations@thelindenhotel.nl
        T. 0555-501234
        """,
        {
            "firstname": "Beatrix", "lastname": "Achterberg", "jobtitle": "Events & Reservations Coordinator",
            "company": "The Linden HOTEL & RESTAURANT", "email": "reservations@thelindenhotel.nl", "phone": "0555-501234",
        },
    ),
    "two addresses of one person": (
        """
        Peter van den Broek
        Hypotheekadviseur
        De Hypotheekwinkel Twente
        peter@hypotheekwinkeltwente.nl
        info@hypotheekwinkeltwente.nl
        www.hypotheekwinkeltwente.nl
        053 555 01 23 / 06 55 50 12 34
        """,
        {
            "firstname": "Peter", "lastname": "van den Broek", "jobtitle": "Hypotheekadviseur", "company": "De Hypotheekwinkel Twente",
            "email": "peter@hypotheekwinkeltwente.nl", "website": "www.hypotheekwinkeltwente.nl", "phone": "053 555 01 23", "mobilephone": "06 55 50 12 34",
        },
    ),
    "Singapore": (
        """
        ## Lim & Tan Engineering Pte Ltd
        Vincent Tan Wei Ming
        Project Director
        Tel: (65) 6555 1234  Fax: (65) 6555 1235
        H/P: 9123 4567
        vincent.tan@limtan.com.sg
        10 Anson Road #12-08, Singapore 079903
        """,
        {
            "firstname": "Vincent", "lastname": "Tan Wei Ming", "jobtitle": "Project Director", "company": "Lim & Tan Engineering Pte Ltd",
            "phone": "(65) 6555 1234", "fax": "(65) 6555 1235", "mobilephone": "9123 4567", "email": "vincent.tan@limtan.com.sg",
        },
    ),
    "initials and the name one is called by": (
        """
        Prof. dr. ir. M.J. (Marjan) de Wit
        Hoogleraar Waterbeheer
        # TU Waterstad
        Faculteit Civiele Techniek
        Postbus 5550, 2600 GA Delft
        M.J.deWit@tuwaterstad.nl
        """,
        {
            "firstname": "Marjan", "lastname": "de Wit", "jobtitle": "Hoogleraar Waterbeheer", "company": "TU Waterstad",
            "email": "m.j.dewit@tuwaterstad.nl", "city": "Delft", "zip": "2600 GA",
        },
    ),
    "trade below the name of the firm": (
        """
        ### DELMAR
        PLUMBING & HEATING
        Serving the valley since 1974
        Licensed · Bonded · Insured  Lic# 555012
        Frank Delmar, Owner
        Call 24/7: 1-800-555-0199
        """,
        {
            "firstname": "Frank", "lastname": "Delmar", "jobtitle": "Owner", "company": "DELMAR PLUMBING & HEATING", "phone": "1-800-555-0199",
        },
    ),
    "two titles, the first counts": (
        """
        MR. JOHN P. O'SULLIVAN, CPA, CFP®
        Senior Vice President - Investments
        Branch Manager
        ## Fairmont Wealth Advisors
        200 Clarendon Street, 5th Floor
        Boston, MA 02116
        617 555 0134 direct
        800 555 0135 toll free
        617 555 0136 fax
        john.osullivan@fairmontwealth.com
        """,
        {
            "firstname": "John P.", "lastname": "O'Sullivan", "jobtitle": "Senior Vice President - Investments", "company": "Fairmont Wealth Advisors",
            "phone": "617 555 0134", "fax": "617 555 0136", "email": "john.osullivan@fairmontwealth.com",
        },
    ),
    "particles that the address leaves out": (
        """
        ### Müller & Söhne GmbH
        # Dr. Jörg van der Weißenberg
        Geschäftsführer
        Tel. +49 30 1234567   Fax +49 30 1234568
        j.weissenberg@mueller-soehne.example.com
        Königstraße12a, 10117 Berlin
        """,
        {
            "firstname": "Jörg", "lastname": "van der Weißenberg", "jobtitle": "Geschäftsführer", "company": "Müller & Söhne GmbH",
            "phone": "+49 30 1234567", "fax": "+49 30 1234568", "email": "j.weissenberg@mueller-soehne.example.com",
            "address": "Königstraße 12a", "zip": "10117", "city": "Berlin",
        },
    ),
    "the space of a name lost": (
        """
        ## Quantro Consultores S.A.
        SELENASILVA
        Responsable de Compras
        Móvil: 625 392 922
        selena@quantro-consultores.es
        """,
        {
            "firstname": "Selena", "lastname": "Silva", "jobtitle": "Responsable de Compras", "company": "Quantro Consultores S.A.",
            "mobilephone": "625 392 922", "email": "selena@quantro-consultores.es",
        },
    ),
    "Swiss lawyers": (
        """
        ZUBER & KOLLEGEN
        Rechtsanwälte · Steuerberater
        Dr. iur. Thomas Zuber
        Rechtsanwalt
        Fachanwalt für Steuerrecht
        Bahnhofstraße 5 | 8001 Zürich
        T +41 44 555 01 23 | zuber@zuberlaw.ch
        """,
        {
            "firstname": "Thomas", "lastname": "Zuber", "jobtitle": "Rechtsanwalt", "company": "ZUBER & KOLLEGEN",
            "phone": "+41 44 555 01 23", "email": "zuber@zuberlaw.ch", "zip": "8001", "city": "Zürich",
        },
    ),
    "misread signs": (
        """
        # Laura Bianchi
        Product Manager
        Tecnovetro S.p.A.
        laura.bianchi©tecnovetro.it
        wwwtecnovetro.it
        Cell: +39 34O 555 O123
        """,
        {
            "firstname": "Laura", "lastname": "Bianchi", "jobtitle": "Product Manager", "company": "Tecnovetro S.p.A.",
            "email": "laura.bianchi@tecnovetro.it", "website": "www.tecnovetro.it", "mobilephone": "+39 340 555 0123",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sketch", "wanted"), CASES.values(), ids=CASES.keys())
def test_fields(sketch: str, wanted: dict[str, str]):
    values = found(sketch)
    assert {name: values.get(name) for name in {*CORE, *wanted}} == {
        name: wanted.get(name) for name in {*CORE, *wanted}
    }
