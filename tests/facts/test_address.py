import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import ask
from tpm_audit.facts.postal import Address, address_of
from tpm_audit.model.drawings import LettersDrawing
from tpm_audit.model.facts import Compare

ADDRESS = ask("address")
IN = {country: ask("address", country=country) for country in ("AT", "DE", "CH")}

LINZ = "Hauptplatz 3, 4020 Linz"
WIEN = "Linzer Straße 12a, 1140 Wien"
DOOR = "Hauptplatz 12/3/7, 4020 Linz"
RANGE = "Schönbrunner Straße 12-14, 1050 Wien"
MAIN = "Kaiserstraße 5, 60311 Frankfurt am Main"
NEUBAU = "Neubaugasse 1, 1070 Wien"
GENF = "Rue du Rhône 12, 1204 Genève"

SAME = [
    (LINZ, "Hauptplatz 3\n4020 Linz"),
    (LINZ, "Hauptplatz 3\r\n4020 Linz\r\n"),
    (LINZ, "Hauptpl. 3, 4020 Linz"),
    (LINZ, "Haupt-Platz 3, 4020 Linz"),
    (LINZ, "HAUPTPLATZ 3, 4020 LINZ"),
    (LINZ, "hauptplatz 3, 4020 linz"),
    (LINZ, "Hauptplatz Nr. 3, 4020 Linz"),
    (LINZ, "Hauptplatz, 3, 4020 Linz"),
    (LINZ, "Hauptplatz 03, 4020 Linz"),
    (LINZ, "Hauptplatz 3 4020 Linz"),
    (LINZ, "Hauptplatz 3, A-4020 Linz"),
    (LINZ, "Hauptplatz 3, A - 4020 Linz"),
    (LINZ, "Hauptplatz 3, AT-4020 Linz"),
    (LINZ, "Hauptplatz 3, A 4020 Linz"),
    (LINZ, "Hauptplatz 3 A-4020 Linz"),
    (LINZ, "Hauptplatz 3, 4020 Linz, Österreich"),
    (LINZ, "Hauptplatz 3, 4020 Linz, Austria"),
    (LINZ, "Hauptplatz 3, 4020 Linz (Austria)"),
    (LINZ, "Hauptplatz 3, 4020 Linz Austria"),
    (LINZ, "Hauptplatz 3\n4020 Linz\nAT"),
    (LINZ, "4020 Linz, Hauptplatz 3"),
    (LINZ, "4020 Linz Hauptplatz 3"),
    (LINZ, "Linz, Hauptplatz 3, 4020"),
    (LINZ, "Hauptplatz 3, Linz 4020"),
    (LINZ, "Hauptplatz 3 · 4020 Linz"),
    (LINZ, "Hauptplatz 3 | 4020 Linz"),
    (LINZ, "Hauptplatz 3 – 4020 Linz"),
    (LINZ, "Hauptplatz 3; 4020 Linz."),
    (LINZ, "Adresse: Hauptplatz 3, 4020 Linz"),
    (LINZ, "Bäckerei Lindner GmbH, Hauptplatz 3, 4020 Linz"),
    (LINZ, "Bäckerei Lindner\nz. Hd. Frau Huber\nHauptplatz 3\n4020 Linz"),
    (LINZ, "c/o Huber, Hauptplatz 3, 4020 Linz"),
    (LINZ, "Café Studio 54, Hauptplatz 3, 4020 Linz"),
    (LINZ, "Hauptplatz 3, 4020 Linz, Tel. 0732 771200, office@lindner.example"),
    (LINZ, "Hauptplatz 3 (Eingang im Hof), 4020 Linz"),
    (LINZ, "Hauptplatz 3, 4020 Linz. Eingang im Hof."),
    (LINZ, "Hauptplatz 3, A4020 Linz"),
    (LINZ, "Hauptplatz 3, 1. Stock, 4020 Linz"),
    (LINZ, "Hauptplatz 3/7, 4020 Linz"),
    (LINZ, "Hauptplatz 3, 4020 Linz, Oberösterreich"),
    (LINZ, "Hauptplatz 3, 4020 Linz-Innenstadt"),
    (WIEN, "Linzer Str. 12a, 1140 Wien"),
    (WIEN, "Linzer Strasse 12A, 1140 Wien"),
    (WIEN, "Linzerstraße 12 a, 1140 Wien"),
    (WIEN, "Linzerstr. 12 A, 1140 Vienna"),
    (WIEN, "Linzer-Straße 12 a, 1140 Wien, 14. Bezirk"),
    ("Herrengasse 5, 1010 Wien", "Herreng. 5, 1010 Vienna, Austria"),
    ("Herrengasse 5, 1010 Wien", "Herren-Gasse 5, 1010 Wien"),
    (DOOR, "Hauptplatz 12, Stiege 3, Top 7, 4020 Linz"),
    (DOOR, "Hauptplatz 12 Stg. 3 Tür 7, 4020 Linz"),
    (DOOR, "Hauptplatz 12/Stiege 3/7, 4020 Linz"),
    (DOOR, "Hauptplatz 12 / 3 / 7, 4020 Linz"),
    (DOOR, "Hauptplatz 12/7, 4020 Linz"),
    (DOOR, "Hauptplatz 12, Top 7, 4020 Linz"),
    (DOOR, "Hauptplatz 12/3/2/7, 4020 Linz"),
    (DOOR, "Hauptplatz 12, 4020 Linz"),
    ("Hauptplatz 3, EG, 4020 Linz", "Hauptplatz 3, ground floor, 4020 Linz"),
    ("Hauptplatz 3, 2. OG, 4020 Linz", "Hauptplatz 3, 2nd floor, 4020 Linz"),
    (RANGE, "Schönbrunner Straße 12–14, 1050 Wien"),
    (RANGE, "Schönbrunner Straße 12 - 14, 1050 Wien"),
    (RANGE, "Schoenbrunner Strasse 12 bis 14, 1050 Wien"),
    (RANGE, "Schönbrunnerstr. 12 und 14, 1050 Wien"),
    ("Grabenstraße 12a-12c, 8010 Graz", "Grabenstr. 12 a-c, 8010 Graz"),
    ("Hauptplatz 12½, 4020 Linz", "Hauptplatz 12 1/2, 4020 Linz"),
    (MAIN, "Kaiserstr. 5, D-60311 Frankfurt a. M."),
    (MAIN, "Kaiserstr. 5, DE-60311 Frankfurt a.M."),
    (MAIN, "Kaiserstraße 5, 60311 Frankfurt/Main, Deutschland"),
    (MAIN, "Kaiserstraße 5, 60311 Frankfurt (Main), Germany"),
    (MAIN, "Kaiserstraße 5, 60311 Frankfurt"),
    ("Steinertor 1, 3500 Krems an der Donau", "Steinertor 1, 3500 Krems a. d. Donau"),
    ("Steinertor 1, 3500 Krems an der Donau", "Steinertor 1, 3500 Krems a.d. Donau"),
    ("Am Markt 2, 3100 St. Pölten", "Am Markt 2, 3100 Sankt Pölten"),
    ("St.-Peter-Straße 4, 4020 Linz", "Sankt-Peter-Straße 4, 4020 Linz"),
    ("Dr.-Karl-Renner-Ring 3, 1017 Wien", "Doktor Karl Renner-Ring 3, 1017 Wien"),
    ("Straße des 17. Juni 135, 10623 Berlin", "Str. des 17. Juni 135, D-10623 Berlin"),
    ("Torstraße 1, 10119 Berlin", "Torstr. 1, 10119 Berlin-Mitte"),
    ("Marienplatz 1, 80331 München", "Marienplatz 1, 80331 Munich, Germany"),
    ("Marienplatz 1, 80331 München", "Marienpl. 1, 80331 Muenchen"),
    ("Domkloster 4, 50667 Köln", "Domkloster 4, 50667 Cologne"),
    ("Q 6, 14, 68161 Mannheim", "Q6 14, 68161 Mannheim"),
    ("Bahnhofstrasse 1, 8001 Zürich", "Bahnhofstr. 1, CH-8001 Zurich"),
    ("Bahnhofstrasse 1, 8001 Zürich", "Bahnhofstrasse 1, 8001 Zürich ZH, Schweiz"),
    ("Bahnhofstrasse 1, 8021 Zürich", "Bahnhofstrasse 1, 8021 Zürich 1"),
    (GENF, "12, rue du Rhône, 1204 Geneva"),
    (GENF, "rue du Rhone 12, CH-1204 Genf"),
    ("Postfach 12, 4021 Linz", "P.O. Box 12, A-4021 Linz"),
    ("Postfach 1234, 8021 Zürich", "Postfach 12 34, 8021 Zürich"),
    ("Bahnhofstrasse 1, Postfach, 8021 Zürich", "Postfach, Bahnhofstrasse 1, 8021 Zürich"),
    ("Unterweitersdorf 45, 4210 Unterweitersdorf", "4210 Unterweitersdorf 45"),
    ("Neuhof 3, 4720 Neumarkt", "4720 Neumarkt, Neuhof 3"),
    ("3 High Street, London SW1A 1AA", "3 High St, London SW1A1AA, United Kingdom"),
    ("Hauptplatz 1, 2700 Wiener Neustadt", "Hauptplatz 1, 2700 Wr. Neustadt"),
    ("Hauptplatz 1, 2700 Wiener Neustadt", "Hauptplatz 1, 2700 Wr.Neustadt"),
    ("Wiener Straße 12, 3100 St. Pölten", "Wr. Str. 12, 3100 St. Pölten"),
    ("Obere Hauptstraße 1, 2301 Groß-Enzersdorf", "Ob. Hauptstr. 1, 2301 Gr. Enzersdorf"),
    ("Untere Hauptstraße 1, 2301 Großenzersdorf", "Unt. Hauptstr. 1, 2301 Gr.-Enzersdorf"),
    ("Unterer Markt 1, 4320 Perg", "U. Markt 1, 4320 Perg"),
    ("Am Unteren Markt 1, 4320 Perg", "Am Unt. Markt 1, 4320 Perg"),
    ("Große Neugasse 1, 1040 Wien", "Gr. Neugasse 1, 1040 Wien"),
    ("Große Neugasse 1, 1040 Wien", "Gr. Neug. 1, 1040 Wien"),
    ("Kleine Sperlgasse 2, 1020 Wien", "Kl. Sperlgasse 2, 1020 Wien"),
    ("Hauptstraße 1, 4184 Oberneukirchen", "Hauptstr. 1, 4184 Ob. Neukirchen"),
    ("Dorfplatz 2, 2023 Kleinstetteldorf", "Dorfplatz 2, 2023 Kl. Stetteldorf"),
    ("Heilig-Geist-Gasse 1, 4020 Linz", "Hl.-Geist-Gasse 1, 4020 Linz"),
    ("Dorfstraße 1, 8081 Heiligenkreuz am Waasen", "Dorfstraße 1, 8081 Hl. Kreuz a. W."),
    ("Pfarrgasse 1, 4820 Bad Ischl", "Pfarrgasse 1, 4820 B. Ischl"),
    ("Bahnhofstraße 1, 2232 Deutsch-Wagram", "Bahnhofstr. 1, 2232 Dt. Wagram"),
    ("Bürgermeister-Huber-Straße 1, 4020 Linz", "Bgm.-Huber-Str. 1, 4020 Linz"),
    ("Weg bei der Kirche 1, 4020 Linz", "Weg b. d. Kirche 1, 4020 Linz"),
    *(
        (NEUBAU, place.format("Neubaugasse 1"))
        for place in (
            "{}, Wien 7",
            "{}, Wien, 7. Bezirk",
            "{}, 7. Bezirk, Wien",
            "{}, Wien (7. Bezirk)",
            "{}, Wien 7. Bez., Österreich",
            "{}, Vienna, 7th district",
            "{}\nWien VII",
            "{}, Wien-Neubau",
            "Wien 7, {}",
            "{}, A-1070 Wien 7",
            "{}, 1070 Wien-Neubau",
            "{}, 1070 Wien, 7. Bezirk",
        )
    ),
    ("Neubaugürtel 1, 1070 Wien", "Neubaugürtel 1, Wien 7"),
    ("Sechshauser Straße 1, 1150 Wien", "Sechshauser Str. 1, Wien-Rudolfsheim-Fünfhaus"),
    ("Stephansplatz 3, 1010 Wien", "Stephansplatz 3, Wien 1, Innere Stadt"),
    ("Wagramer Straße 5, 1400 Wien", "Wagramer Straße 5, 1400 Wien, 22. Bezirk"),
    ("Hauptplatz 3, 4020 Linz", "Hauptplatz 3 (Eingang im Hof), 4020 Linz"),
    ("Hauptplatz 3, 4020 Linz", "Hauptplatz 3 (nicht barrierefrei), 4020 Linz"),
    ("Hauptplatz 3, 4020 Linz", "Hauptplatz 3 (seit 1952), 4020 Linz"),
    ("Hauptplatz 3, 4020 Linz", "Alt, Hauptplatz 3, 4020 Linz"),
    ("Hauptplatz 3, 4020 Linz", "Closed, Hauptplatz 3, 4020 Linz"),
    ("Hauptplatz 3, 4020 Linz", "Hauptplatz 3 (bis 3. Stock), 4020 Linz"),
    ("Hauptplatz 3, 4020 Linz", "Hauptplatz 3 (Altstadt), 4020 Linz"),
    ("Hauptplatz 3-5, 4020 Linz", "Hauptplatz 3 bis 5, 4020 Linz"),
    ("Am alten Markt 3, 4020 Linz", "Alte Bäckerei, Am alten Markt 3, 4020 Linz"),
]

DIFFERENT = [
    (LINZ, "Hauptplatz 5, 4020 Linz", "house number 5 instead of 3"),
    (LINZ, "Hauptplatz 3a, 4020 Linz", "house number 3a instead of 3"),
    (LINZ, "Hauptplatz 3-5, 4020 Linz", "house number 3-5 instead of 3"),
    (LINZ, "Hauptplatz, 4020 Linz", "the house number is missing"),
    (LINZ, "Hauptplatz 3, Linz", "the postcode is missing"),
    (LINZ, "Linz, Hauptplatz 3", "the postcode is missing"),
    (LINZ, "Hauptplatz 3, 4020", "the place is missing"),
    (LINZ, "Hauptplatz 3", "the postcode is missing; the place is missing"),
    (LINZ, "4020 Linz", "the street is missing; the house number is missing"),
    (LINZ, "Hauptplatz 3, 4200 Linz", "postcode 4200 instead of 4020, two digits swapped"),
    (LINZ, "Hauptplatz 3, 402 Linz", "postcode 402 instead of 4020, one digit fewer"),
    (LINZ, "Hauptplatz 3, 40200 Linz", "postcode 40200 instead of 4020, one digit more"),
    (LINZ, "Hauptplatz 3, 4030 Linz", "postcode 4030 instead of 4020"),
    (LINZ, "Hauptplatz 3, 4600 Wels", "postcode 4600 instead of 4020; place 'Wels' instead of 'Linz'"),
    (LINZ, "Hauptplatz 3, 4020 Lins", "the place is written 'Lins' instead of 'Linz'"),
    (LINZ, "Hauptplatz 3, 4020 Leonding", "place 'Leonding' instead of 'Linz'"),
    (LINZ, "Hautplatz 3, 4020 Linz", "the street is written 'Hautplatz' instead of 'Hauptplatz'"),
    (LINZ, "Hauptstraße 3, 4020 Linz", "street 'Hauptstraße' instead of 'Hauptplatz'"),
    (LINZ, "Ringstraße 4, 4020 Linz", "street 'Ringstraße' instead of 'Hauptplatz'; house number 4 instead of 3"),
    (LINZ, "Ringstraße 4, 4600 Wels", "another address"),
    (LINZ, "Postfach 3, 4020 Linz", "a post office box instead of the street; the house number is missing"),
    (LINZ, "Hauptplatz 3, 4020 Linz, Germany", "DE has no such postcodes"),
    ("Hauptplatz 3, A-4020 Linz", "Hauptplatz 3, CH-4020 Linz", "country CH instead of AT"),
    (LINZ + ", Austria", LINZ + ", Switzerland", "country CH instead of AT"),
    ("Hauptplatz 143, 4020 Linz", "Hauptplatz 134, 4020 Linz", "house number 134 instead of 143, two digits swapped"),
    (WIEN, "Linzer Straße 12, 1140 Wien", "house number 12 instead of 12a"),
    (WIEN, "Linzer Straße 12b, 1140 Wien", "house number 12b instead of 12a"),
    (WIEN, "Linzer Gasse 12a, 1140 Wien", "street 'Linzer Gasse' instead of 'Linzer Straße'"),
    (WIEN, "Linzer Straße 12a, 1410 Wien", "postcode 1410 instead of 1140, two digits swapped"),
    (RANGE, "Schönbrunner Straße 12, 1050 Wien", "house number 12 instead of 12-14"),
    (RANGE, "Schönbrunner Straße 12-16, 1050 Wien", "house number 12-16 instead of 12-14"),
    (RANGE, "Schönbrunner Straße 12/14, 1050 Wien", "house number 12 instead of 12-14"),
    (DOOR, "Hauptplatz 12/3/8, 4020 Linz", "door 8 instead of 7"),
    (DOOR, "Hauptplatz 12, Top 17, 4020 Linz", "door 17 instead of 7"),
    ("Hauptplatz 3, Top 2.07, 4020 Linz", "Hauptplatz 3/2.08, 4020 Linz", "door 2.08 instead of 2.07"),
    (DOOR, "Hauptplatz 12/2/7, 4020 Linz", "staircase 2 instead of 3"),
    (DOOR, "Hauptplatz 14/3/7, 4020 Linz", "house number 14 instead of 12"),
    ("Hauptplatz 3, 2. OG, 4020 Linz", "Hauptplatz 3, EG, 4020 Linz", "floor EG instead of 2"),
    ("Parkring 12, Halle 3, 4020 Linz", "Parkring 12, Halle 4, 4020 Linz", "building 4 instead of 3"),
    ("Parkring 12, Haus B, 4020 Linz", "Parkring 12 Haus C, 4020 Linz", "building C instead of B"),
    ("Haus 25, 8967 Haus", "Haus 26, 8967 Haus", "house number 26 instead of 25"),
    ("c/o Huber, " + LINZ, "c/o Mayr, " + LINZ, "c/o Mayr instead of Huber"),
    (
        MAIN,
        "Kaiserstraße 5, 60311 Frankfurt an der Oder",
        "place 'Frankfurt an der Oder' instead of 'Frankfurt am Main'",
    ),
    (MAIN, "Kaiserstraße 5, 60113 Frankfurt", "postcode 60113 instead of 60311"),
    (
        "Torstraße 1, 10119 Berlin-Mitte",
        "Torstraße 1, 10119 Berlin-Wedding",
        "place 'Berlin-Wedding' instead of 'Berlin-Mitte'",
    ),
    ("Q 6, 14, 68161 Mannheim", "Q 6, 18, 68161 Mannheim", "house number 18 instead of 14"),
    ("Q 6, 14, 68161 Mannheim", "Q 7, 14, 68161 Mannheim", "street 'Q 7' instead of 'Q 6'"),
    (GENF, "Rue du Rhône 14, 1204 Genève", "house number 14 instead of 12"),
    (GENF, "Quai du Rhône 12, 1204 Genève", "street 'Quai du Rhône' instead of 'Rue du Rhône'"),
    ("Postfach 12, 4021 Linz", "Postfach 13, 4021 Linz", "post office box 13 instead of 12"),
    ("Postfach 12, 4021 Linz", "Postfach, 4021 Linz", "the number of the post office box is missing"),
    ("Postfach 12, Hauptplatz 3, 4020 Linz", LINZ, "the post office box is missing"),
    (
        "Hauptplatz 1, 2700 Wiener Neustadt",
        "Hauptplatz 1, 2700 Wr. Neudorf",
        "place 'Wr. Neudorf' instead of 'Wiener Neustadt'",
    ),
    (
        "Obere Hauptstraße 1, 4320 Perg",
        "Unt. Hauptstr. 1, 4320 Perg",
        "street 'Unt. Hauptstr.' instead of 'Obere Hauptstraße'",
    ),
    ("Große Neugasse 1, 1040 Wien", "Kl. Neugasse 1, 1040 Wien", "street 'Kl. Neugasse' instead of 'Große Neugasse'"),
    (
        "Große Neugasse 1, 1040 Wien",
        "Neugasse 1, 1040 Wien",
        "the street is written 'Neugasse' instead of 'Große Neugasse'",
    ),
    (
        "Oberer Markt 1, 4320 Perg",
        "Obermarkt 1, 4320 Perg",
        "the street is written 'Obermarkt' instead of 'Oberer Markt'",
    ),
    ("Oberer Markt 1, 4320 Perg", "O. Platz 1, 4320 Perg", "street 'O. Platz' instead of 'Oberer Markt'"),
    (
        "Hauptstraße 1, 2301 Groß-Enzersdorf",
        "Hauptstr. 1, 2301 Kl. Enzersdorf",
        "place 'Kl. Enzersdorf' instead of 'Groß-Enzersdorf'",
    ),
    ("Pfarrgasse 1, 4820 Bad Ischl", "Pfarrgasse 1, 4820 Ischl", "the place is written 'Ischl' instead of 'Bad Ischl'"),
    (NEUBAU, "Neubaugasse 1, 1080 Wien", "postcode 1080 instead of 1070"),
    (NEUBAU, "Neubaugasse 1, Wien 8", "postcode 1080 instead of 1070"),
    (NEUBAU, "Neubaugasse 1, Wien, 17. Bezirk", "postcode 1170 instead of 1070"),
    (NEUBAU, "Neubaugasse 1, Wien-Josefstadt", "postcode 1080 instead of 1070"),
    (NEUBAU, "Neubaugasse 1, Wien", "the postcode is missing"),
    (NEUBAU, "Neubaugasse 1, Wien 24", "the postcode is missing"),
    (NEUBAU, "Neubaugasse 1, Wien-Schwechat", "the postcode is missing"),
    ("Hauptplatz 1, 8010 Graz", "Hauptplatz 1, Graz, 1. Bezirk", "the postcode is missing"),
]

UNREADABLE = [
    ("", "there is no address"),
    (" \n , ", "there is no address"),
    ("Tel. 0732 771200", "there is no address"),
    ("Linz", "there is neither a street nor a postcode"),
    ("Österreich", "there is no address"),
    ("siehe Website", "there is neither a street nor a postcode"),
    ("Bäckerei Lindner, Linz", "there is neither a street nor a postcode"),
    ("c/o Huber", "there is neither a street nor a postcode"),
    ("Hauptplatz 3, 4020 Linz; Ringstraße 4, 4600 Wels", "more than one address"),
    ("Hauptplatz 3, 4020 Linz und Hauptplatz 5, 4030 Linz", "more than one address"),
    ("Hauptplatz 3, Ringstraße 4, 4020 Linz", "more than one street"),
    ("Hauptplatz 3, A-4020 Linz, Deutschland", "it names more than one country"),
    ("Neubaugasse 1, 1080 Wien, 7. Bezirk", "postcode 1080 is none of district 7"),
    ("Neubaugasse 1, 1080 Wien 7", "postcode 1080 is none of district 7"),
    ("Neubaugasse 1, Wien 7, 8. Bezirk", "it names more than one district"),
    ("Wien 7", "there is neither a street nor a postcode"),
    ("Hauptplatz 3, 4020 Linz " + "x" * 400, "the text is too long for an address"),
    ("Hauptplatz 3 (bis 31.12.), 4020 Linz", "'bis 31.12' limits the address or takes it back"),
    ("Hauptplatz 3 (ab 1.1.2027), 4020 Linz", "'ab 1.1.2027' limits the address or takes it back"),
    ("Hauptplatz 3, 4020 Linz (bis Ende 2026)", "'bis Ende 2026' limits the address or takes it back"),
    ("Hauptplatz 3 (nicht mehr), 4020 Linz", "'nicht mehr' limits the address or takes it back"),
    ("Hauptplatz 3, 4020 Linz (geschlossen)", "'geschlossen' limits the address or takes it back"),
    ("Hauptplatz 3, 4020 Linz, geschlossen", "'geschlossen' limits the address or takes it back"),
    ("Hauptplatz 3, 4020 Linz (alt)", "'alt' limits the address or takes it back"),
    ("Früher: Hauptplatz 3, 4020 Linz", "'Früher' limits the address or takes it back"),
    ("Hauptplatz 3, nicht 4020 Linz", "'nicht' limits the address or takes it back"),
    ("Hauptplatz 3, 4020 Linz. Umgezogen!", "'Umgezogen' limits the address or takes it back"),
    ("formerly Hauptplatz 3, 4020 Linz", "'formerly' limits the address or takes it back"),
    ("Hauptplatz 3 (closed), 4020 Linz", "'closed' limits the address or takes it back"),
    ("Hauptplatz 3², 4020 Linz", "raised digits stand in it"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_address(one: str, other: str) -> None:
    assert ADDRESS.same(one, other)
    assert ADDRESS.fact.satisfies(ADDRESS.reading(one), ADDRESS.reading(other))
    assert ADDRESS.explained(one, other) is None


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_addresses(one: str, other: str, why: str) -> None:
    assert not ADDRESS.same(one, other)
    assert not ADDRESS.fact.satisfies(ADDRESS.reading(one), ADDRESS.reading(other))
    assert ADDRESS.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_addresses(written: str, why: str) -> None:
    assert ADDRESS.why_not(written) == why


@pytest.mark.parametrize(
    ("standard", "found"),
    [
        ("Hauptplatz 3, Linz", LINZ),
        ("4020 Linz", LINZ),
        ("Hauptplatz, 4020 Linz", LINZ),
        ("Hauptplatz 3", LINZ),
        ("Postfach, 4021 Linz", "Postfach 12, 4021 Linz"),
    ],
)
def test_what_says_more_than_the_standard_is_right_but_not_the_same(standard: str, found: str) -> None:
    assert ADDRESS.fact.satisfies(ADDRESS.reading(standard), ADDRESS.reading(found))
    assert not ADDRESS.fact.satisfies(ADDRESS.reading(found), ADDRESS.reading(standard))
    assert not ADDRESS.same(standard, found)


@pytest.mark.parametrize(
    ("country", "one", "other", "same"),
    [
        ("AT", "Hauptplatz 12/14, 4020 Linz", "Hauptplatz 12, Top 14, 4020 Linz", True),
        ("DE", "Hauptplatz 12/14, 4020 Linz", "Hauptplatz 12, Top 14, 4020 Linz", True),
        ("AT", "Hauptstr. 12/14, 10115 Berlin", "Hauptstr. 12-14, 10115 Berlin", True),
        ("AT", "Hauptstr. 12/1, 10115 Berlin", "Hauptstr. 12, 10115 Berlin", False),
        ("AT", "Hauptstr. 12/14, Deutschland", "Hauptstr. 12-14", True),
        ("DE", "Hauptstr. 12/14", "Hauptstr. 12-14", True),
        ("AT", "Hauptstr. 12/14", "Hauptstr. 12-14", False),
        ("CH", "Hauptstrasse 12/14, 8001 Zürich", "Hauptstrasse 12-14, 8001 Zürich", True),
    ],
)
def test_a_slash_is_read_as_the_country_has_it(country: str, one: str, other: str, *, same: bool) -> None:
    assert IN[country].same(one, other) is same


def test_channels_are_compared_within_a_location() -> None:
    assert ADDRESS.fact.compare_by is Compare.LOCATION


def drawn(one: str, other: str) -> LettersDrawing | None:
    drawing = ADDRESS.fact.draw(ADDRESS.reading(one), ADDRESS.reading(other))
    assert drawing is None or isinstance(drawing, LettersDrawing)
    return drawing


@pytest.mark.parametrize(
    ("one", "other", "expected", "found"),
    [
        (LINZ, "Hauptpl. 5, 4020 Linz", ["3"], ["5"]),
        (LINZ, "A-4200 Linz, Hautplatz 3", ["Hauptplatz", "4020"], ["4200", "Hautplatz"]),
        (LINZ, "Hauptplatz 3, Linz", ["4020"], []),
        ("Allee 4, 4020 Linz", "Allee 5\n4020 Linz", ["4"], ["5"]),
        (DOOR, "Hauptplatz 12/Top 8\n4020 Linz", ["7"], ["8"]),
        (RANGE, "Schönbrunner Straße 12–16, 1050 Wien", ["12-14"], ["12-16"]),
    ],
)
def test_only_the_parts_that_differ_are_marked(one: str, other: str, expected: list[str], found: list[str]) -> None:
    drawing = drawn(one, other)
    assert drawing is not None
    assert [piece.text for piece in drawing.expected if piece.marked] == expected
    assert [piece.text for piece in drawing.found if piece.marked] == found
    assert "".join(piece.text for piece in drawing.found) == " ".join(other.replace("–", "-").split())


@pytest.mark.parametrize("other", [LINZ, "Hauptpl. 3, A-4020 LINZ", "Ringstraße 4, 4600 Wels", LINZ + ", Germany"])
def test_nothing_is_drawn_where_nothing_differs_or_everything_does(other: str) -> None:
    assert drawn(LINZ, other) is None
    assert ADDRESS.fact.draw(None, ADDRESS.reading(other)) is None


WORDS = ["Haupt", "Linzer ", "Schönbrunner ", "Mozart", "Große Neu", "Weiß", "Dr.-Karl-Renner-"]
streets = st.builds("{}{}".format, st.sampled_from(WORDS), st.sampled_from(["straße", "gasse", "platz", "weg"]))
numbers = st.builds("{}{}".format, st.integers(1, 300), st.sampled_from(["", "a", "b", "-301", "/2", "/1/9"]))
places = st.sampled_from(["4020 Linz", "1140 Wien", "3100 St. Pölten", "3500 Krems an der Donau", "10115 Berlin"])
addresses = st.builds("{} {}, {}".format, streets, numbers, places)


@given(
    address=addresses,
    between=st.sampled_from([", ", "\n", " · ", " | ", "; ", ",", " – "]),
    place_first=st.booleans(),
    loud=st.booleans(),
)
def test_how_it_is_set_does_not_count(address: str, between: str, *, place_first: bool, loud: bool) -> None:
    street, place = address.split(", ")
    written = between.join((place, street) if place_first else ("Bäckerei Lindner", street, place))
    assert ADDRESS.same(address, written.upper() if loud else written)


@given(addresses)
def test_other_spellings_are_the_same(address: str) -> None:
    plain = address.replace("ö", "oe").replace("ß", "ss")
    assert ADDRESS.same(address, plain)
    assert ADDRESS.same(address, plain.replace("strasse", "str.").replace("platz", "pl.").replace("gasse", "g."))
    assert ADDRESS.same(address, plain.replace("-301", " bis 301"))


@given(addresses, addresses)
def test_what_is_built_from_other_parts_is_another(one: str, other: str) -> None:
    """Both have every part, so they are the same only if they say the same, or a door that only one says."""
    bare, bare_other = (text.replace("/1/9", "") for text in (one, other))
    if "/2" not in one + other:
        assert ADDRESS.same(one, other) is (bare == bare_other)


@given(addresses, addresses)
def test_there_is_an_explanation_exactly_where_two_differ(one: str, other: str) -> None:
    assert (ADDRESS.explained(one, other) is None) is ADDRESS.same(one, other)


@given(
    st.lists(
        st.sampled_from(
            [
                "Hauptplatz",
                "3",
                "/",
                "4020",
                "Linz",
                "A-",
                "Top 7",
                "\n",
                ",",
                " ",
                "İt",
                "½",
                "c/o",
                "a.d.",
                "Wien",
                "7. Bezirk",
                "Gr.",
                "1070",
            ]
        )
    )
)
def test_pieces_of_addresses_in_any_order_break_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    for asked in IN.values():
        asked.stands_anything(text, LINZ)
        found = address_of(text, asked.circumstances.country)
        if isinstance(found, Address):
            asked.fact.draw(asked.reading(LINZ), asked.reading(text))


@given(st.permutations(["Hauptplatz 3", "4020 Linz", "c/o Huber", "Austria", "Top 7"]))
def test_the_order_of_lines_does_not_count(lines: list[str]) -> None:
    assert ADDRESS.reading("\n".join(lines)).value == ADDRESS.reading("c/o Huber, Hauptplatz 3/7, A-4020 Linz").value


def test_the_same_is_said_of_both_directions() -> None:
    for one, other in itertools.combinations([one for one, _ in SAME], 2):
        ADDRESS.same(one, other)
