import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts.asking import ask
from tpm_audit.facts.opening_times import read_timetable
from tpm_audit.facts.week import DAY, WEEK, Days, Hours, Timetable, by_calendar_day, by_day, joined, without
from tpm_audit.model.drawings import WeekDrawing
from tpm_audit.model.facts import Compare, Reading

HOURS = ask("hours")
SHOP = "Mo-Fr 08:00-18:00"
SPLIT = "Mo-Fr 09:00-12:00,13:00-18:00"
BAKERY = "Mo-Fr 07:00-18:00; Sa 08:00-12:00"
BAR = "Fr,Sa 18:00-02:00"
HALVES = "Mo,Tu,Th,Fr 08:00-12:00,13:00-17:00; We 08:00-12:00"

SAME = [
    ("Fr 22:00-02:00", "Fr 22:00-Sa 02:00"),
    ("Fr 22:00-02:00", "Fr 22:00 – Sa 02:00"),
    ("Fr 22:00-02:00", "Fr: 22:00 bis Sa: 02:00"),
    ("Fr 22:00-02:00", "Freitag 22 Uhr bis Samstag 2 Uhr"),
    ("Fr 22:00-02:00", "Fr 22-Sa 2 Uhr"),
    ("Fr 22:00-02:00", "Fri 10pm to Sat 2am"),
    ("Fr 22:00-02:00", "Fr 22-24 Uhr, Sa 0-2 Uhr"),
    ("Su 22:00-02:00", "So 22:00 - Mo 02:00"),
    ("Fr 18:00-24:00", "Fr 18:00 - Sa 00:00"),
    ("Fr 20:00-08:00", "Fr 20:00 - Sa 08:00"),
    ("Fr-Sa 22:00-02:00", "Fr 22:00-Sa 02:00, Sa 22:00-So 02:00"),
    ("Mo-Th 08:00-18:00; Fr 22:00-02:00", "Mo-Do 8-18 Uhr, Fr 22:00-Sa 02:00"),
    ("Fr 08:00-12:00,22:00-02:00", "Fr 8-12, 22:00-Sa 02:00"),
    ("Fr 22:00-02:00; Sa 08:00-12:00", "Fr 22 Uhr - Sa 2 Uhr; Sa 8-12 Uhr"),
    (SHOP, "Mo-Fr 8-18 Uhr"),
    (SHOP, "Mo–Fr 8–18"),
    (SHOP, "Mo - Fr: 8.00 - 18.00 Uhr"),
    (SHOP, "Mo. bis Fr. von 8:00 bis 18:00 Uhr"),
    (SHOP, "Montag bis Freitag 8 Uhr bis 18 Uhr"),
    (SHOP, "montags bis freitags, 8-18h"),
    (SHOP, "Mon-Fri 8am-6pm"),
    (SHOP, "Mon – Fri 8 a.m. – 6 p.m."),
    (SHOP, "Monday to Friday: 8:00 AM to 6:00 PM"),
    (SHOP, "weekdays 8am-6pm"),
    (SHOP, "8am-6pm, Mon-Fri"),
    (SHOP, "8-18 Uhr Mo-Fr"),
    (SHOP, "M-F 0800-1800"),
    (SHOP, "Mo-Fr 8\u2070\u2070–18\u2070\u2070"),
    (SHOP, "Mo, Di, Mi, Do, Fr 8-18"),
    (SHOP, "Mo/Di/Mi/Do/Fr je 8–18 Uhr"),
    (SHOP, "Mo 8-18\nDi 8-18\nMi 8-18\nDo 8-18\nFr 8-18\nSa geschlossen\nSo geschlossen"),
    (SHOP, "Mo-Fr\n8-18 Uhr\nSa\ngeschlossen"),
    (SHOP, "• Mo-Do: 8-18\n• Fr: 8-18"),
    (SHOP, "Öffnungszeiten: Mo-Fr 8-18 Uhr"),
    (SHOP, "Mo-Fr durchgehend geöffnet von 8 bis 18 Uhr"),
    (SHOP, "Mo-Fr zwischen 8 und 18 Uhr"),
    (SHOP, "Mo-Fr 8-18 Uhr, sonst geschlossen"),
    (SHOP, "Mo-Fr 8-18 Uhr, Wochenende geschlossen"),
    (SHOP, "Mo-Fr 8-18 Uhr, Feiertags geschlossen"),
    (SHOP, "Mo-Fr 8-18 Uhr, 24.12. 8-12 Uhr"),
    (SHOP, "Mo-Fr 8am-6"),
    (SHOP, "Mo-Fr 8-6pm"),
    (SHOP, "Mo-Fr 8-13, 13-18"),
    (SHOP, "du lundi au vendredi de 8h à 18h"),
    (SHOP, "ma-vr 8u-18u"),
    (SHOP, "maandag tot vrijdag 8.00 tot 18.00 uur, zaterdag en zondag gesloten"),
    (SHOP, "business days 8am-6pm"),
    (SHOP, "täglich außer Sa und So 8-18 Uhr"),
    (SHOP, "8-18 Uhr Mo-Fr; Sa, So geschlossen"),
    (SPLIT, "Mo - Fr 9-12 u. 13-18 Uhr"),
    (SPLIT, "Mo-Fr 9–12 Uhr und 13–18 Uhr"),
    (SPLIT, "Mon-Fri 9am-noon, 1pm-6pm"),
    (SPLIT, "Mo-Fr 9-12\nMo-Fr 13-18"),
    (SPLIT, "Mo-Fr 9-12 & 13-18"),
    (BAKERY, "Mo–Fr: 7.00 bis 18.00 Uhr, Sa 8–12 Uhr, So geschlossen"),
    (BAKERY, "Mo-Fr 7-18, Sa 8-12, Sonn- und Feiertage geschlossen"),
    (BAKERY, "Mon-Fri 7am-6pm, Sat 8am to noon, closed on Sundays"),
    (BAKERY, "Mo-Fr 7-18 Sa 8-12"),
    (BAKERY, "Mo-Fr 7.00-18.00. Sa 8.00-12.00."),
    (BAKERY, "Sa 8-12 | Mo-Fr 7-18"),
    (BAKERY, "So Ruhetag, Sa 8-12, Mo-Fr 7-18"),
    (BAKERY, "täglich 7-18 Uhr, Sa 8-12 Uhr, So zu"),
    (BAKERY, "7-18 Uhr, Sa 8-12 Uhr, So geschlossen"),
    (BAKERY, "7-18 Uhr Mo-Fr, 8-12 am Samstag"),
    (BAKERY, "7-18 Uhr Mo-Fr 8-12 Uhr Sa"),
    (BAKERY, "Closed Sundays, Mon-Fri 7am-6pm, Sat 8-12"),
    (BAKERY, "werktags 7-18 Uhr, samstags 8-12 Uhr"),
    (BAR, "Fr + Sa 18-2 Uhr"),
    (BAR, "Fri, Sat 6pm-2am"),
    (BAR, "Fri & Sat 6 pm to 2"),
    (BAR, "Fr 18:00-24:00, Sa 00:00-02:00, Sa 18:00-26:00"),
    (BAR, "Fr 18-24, Sa 0-2 und 18-24, So 0-2 Uhr"),
    ("So 22-4 Uhr", "So 22-24, Mo 0-4"),
    ("Fr-Mo 10-12", "Fr,Sa,So,Mo 10-12"),
    ("Mo-So 7-19", "täglich 7-19 Uhr"),
    ("Mo-So 7-19", "daily 7am-7pm"),
    ("Mo-So 7-19", "open 7am-7pm every day"),
    ("Mo-So 7-19", "7-19 Uhr an 7 Tagen die Woche"),
    ("24/7", "rund um die Uhr"),
    ("24/7", "open 24 hours"),
    ("24/7", "24 Stunden täglich"),
    ("24/7", "24 hours a day, 7 days a week"),
    ("24/7", "Mo-So 0-24 Uhr"),
    ("24/7", "Mo-Su 00:00-23:59"),
    ("24/7", "immer geöffnet"),
    ("24/7", "24 h / 7 Tage"),
    ("24/7", "Mo 0-24, Di-So ganztägig"),
    ("24/7/365", "rund um die Uhr an 365 Tagen im Jahr"),
    ("Mo-Su,PH 08:00-18:00", "365 Tage im Jahr 8-18 Uhr"),
    ("Mo-Fr 22-6", "Mo 22-24, Di-Fr 0-6 und 22-24, Sa 0-6"),
    ("Mo,We,Fr 8:00-12:00", "Mo, Mi + Fr 8-12 Uhr"),
    ("Di-So 10-22", "Mo: Ruhetag, Di-So 10-22"),
    ("Di-So 10-22", "täglich außer Montag 10-22 Uhr"),
    ("Di-So 10-22", "daily except Mondays 10am-10pm"),
    ("Di-So 10-22", "täglich 10-22 Uhr, außer montags"),
    ("Mo-Fr 8-12, Di 14-18", "Mo, Mi-Fr 8-12; Di 8-12, 14-18"),
    ("Mo-Fr 8-12\nDi und Do 14-18", "Mo, Mi, Fr 8-12; Di, Do 8-12, 14-18"),
    ("Mo-So 8-18; Mi 10-16", "Mo-Di,Do-So 8-18, Mi 10-16"),
    ("Sa 6am-09:30", "Sa 6-9.30"),
    ("Mo-Fr 12-12:30", "Mon-Fri 12pm-12:30pm"),
    ("Mo-Fr 12am-6am", "Mo-Fr 0-6 Uhr"),
    ("geschlossen", "Mo-So closed"),
    (f"{SHOP}; PH 10:00-12:00", "Mo-Fr 8-18, feiertags 10-12"),
    (f"{SHOP}; PH off", "Mo-Fr 8-18, closed on bank holidays"),
    (f"{SHOP}; Dec 24 08:00-12:00; Dec 25-26 off", "Mo-Fr 8-18, 24.12. 8-12, 25. und 26. Dezember geschlossen"),
    (f"{SHOP}; Dec 24 off", "Mo-Fr 8-18, 24. und 26.12. geschlossen"),
    (f"{SHOP}; Dec 31 off", "Mo-Fr 8-18, Silvester geschlossen"),
    (f"{SHOP}; 2026 Dec 31 off", "Mo-Fr 8-18, 31.12.2026 geschlossen"),
    (f"{SHOP}; Dec 31-Jan 2 off", "Mo-Fr 8-18, 31.12.-2.1. geschlossen"),
    (f"{SHOP}; 2026 Dec 31 off", f"{SHOP}; 2027 Dec 31 08:00-12:00"),
    (HALVES, "Mo-Fr 8-12 und 13-17, Mi nachmittags geschlossen"),
    (HALVES, "Mo-Fr 8-12, 13-17 Uhr, Mittwochnachmittag geschlossen"),
    (HALVES, "Mo-Fr 8-12, 13-17 Uhr, Mittwochnachmittag und Samstag geschlossen"),
    (HALVES, "Mo-Fr 8-12, 13-17 Uhr, außer Mittwoch Nachmittag"),
    (HALVES, "Mi nachmittags geschlossen, Mo-Fr 8-12, 13-17 Uhr"),
    (HALVES, "Mo-Fr vormittags 8-12 Uhr, Mo, Di, Do und Fr nachmittags 13-17 Uhr"),
    (HALVES, "Vormittag: Mo-Fr 8-12\nNachmittag: Mo, Di, Do, Fr 1-5"),
    (HALVES, "Mon-Fri 8am-12pm, 1pm-5pm, Wednesday afternoon closed"),
    (HALVES, "Mon-Fri 8-12 in the morning, 1-5 in the afternoon, closed Wednesday afternoons"),
    ("Mo-Fr 8-12, Fr 13-17", "Mo-Fr 8-12, 13-17, Mo bis Do nachmittags geschlossen"),
    ("Mo-Fr 8-12:30, Mo 13:30-17", "Mo-Fr 8-12.30, 13.30-17, Di-Fr nachmittags geschlossen"),
    ("Mo-Fr 8-12", "Mo-Fr 8-12 Uhr, nachmittags geschlossen"),
    ("Mo-Fr 8-13", "Mo-Fr 8-13 Uhr, nachmittags geschlossen"),
    ("Mo-Fr 13-17", "Mo-Fr vormittags geschlossen, nachmittags 13-17 Uhr"),
    ("Mo-Do 8-12, 13-17", "Mo-Do vormittags 8-12, nachmittags 13-17 Uhr"),
    ("Mo-Do 8-12, 13-17", "Mo-Do 8-12 Uhr vormittags und 13-17 Uhr nachmittags"),
    ("Mo-Fr 8-12, Mo,Di,Do,Fr 13-17, Mi 14-18", "Mo-Fr 8-12, 13-17, Mi nachmittags 14-18"),
    ("Mo-Fr 8-12, Mo,Di,Do,Fr 13-17, Mi 14-18", "Mo-Fr 8-12, 13-17, Mi nachmittags: 14-18 Uhr"),
    ("Mo-Fr 8-12, Mo,Di,Do,Fr 13-17, Mi 14-18", "Mo-Fr 8-12, 13-17, Mi Nachmittag, 14-18 Uhr"),
    ("Mo,Di,Do,Fr 8-12, 13-17, Mi 14-18", "Mo-Fr 8-12, 13-17, Mi nachmittags 14-18, vormittags geschlossen"),
    ("Mo,Di,Do,Fr 8-12, 13-17, Mi 9-12, 14-18", "Mo-Fr 8-12, 13-17, Mi vormittags 9-12, nachmittags 14-18"),
    (SPLIT, "Mo-Fr 9-18 Uhr, Mittagspause 12-13 Uhr"),
    (SPLIT, "Mo-Fr 9-18 Uhr (12-13 Uhr Mittagspause)"),
    (SPLIT, "Mo-Fr 9-18 Uhr, mittags geschlossen von 12 bis 13 Uhr"),
    (SPLIT, "Mo-Fr 9-12, 13-18 Uhr, Mittagspause 12-13 Uhr"),
    (SPLIT, "9-18 Uhr Mo-Fr, Mittagspause 12-13 Uhr"),
    (SPLIT, "Mon-Fri 9am-6pm, lunch break 12-1pm"),
    (SPLIT, "Mon-Fri 9am-6pm, closed for lunch 12-1"),
    ("Mo-Fr 9-13, 14-18", "Mon-Fri 9am-6pm, closed for lunch 1-2"),
    (SHOP, "Mo-Fr 8-18 Uhr ohne Mittagspause"),
    ("Mo-Fr 9-12, 13-18, Sa 9-12", "Mo-Fr 9-18 (Mittagspause 12-13), Sa 9-12"),
    ("Mo-Fr 9-12, 13-18, Sa 9-12", "Mo-Fr 9-18, Sa 9-12, Mittagspause Mo-Fr 12-13"),
    ("Mo-Fr 9-12, 13-18, Sa 9-12", "Mo-Sa 9-18; Mo-Fr Mittagspause 12-13; Sa 9-12"),
    (f"{SHOP}; PH off", "Mo-Fr 8-18, Ft geschlossen"),
    (f"{SHOP}; PH off", "Mo-Fr 8-18, Sonn- u. Ft. geschlossen"),
    (f"{SHOP}; PH 10:00-12:00", "Mo-Fr 8-18, Fei 10-12"),
    (SHOP, "Mo-Fr 8-18, Sa: -"),
    (SHOP, "Mo-Fr 8-18\nSa –\nSo –"),
    (SHOP, "Mo-Fr: 8-18; Sa + So: ---"),
    ("Di-Fr 8-18", "Mo —\nDi 8-18\nMi 8-18\nDo 8-18\nFr 8-18\nSa —\nSo —\nFeiertage —"),
    ("Di-Fr 8-18", "Mo -, Di-Fr 8-18, Sa -, So -"),
    ("Mo-Fr 8:30-18", "Mo-Fr 8 Uhr 30 bis 18 Uhr"),
    ("Mo-Fr 8:30-18", "Mo-Fr 8 h 30 - 18 h"),
    ("Mo-Fr 8:15-12:10", "Mo-Fr 8 Uhr 15 bis 12 Uhr 10"),
    ("Mo-Fr 8:00-18:30", "Mo-Fr von 8 Uhr 00 - 18 Uhr 30."),
    ("Mo-Fr 8-12, 13-17", "Mo-Fr 8-12 + 13-17"),
    ("Mo-Fr 8-12, 13-17", "Mo-Fr 8-12+13-17 Uhr"),
    ("Mo-Fr 8-18, Sa 8-12", "Mo-Fr 8-18 Uhr + Sa 8-12 Uhr"),
    ("Mo-Fr 8-18, Sa 8-12", "Mo-Fr 8am-6pm + Sat 8am-12pm"),
    ("Fr,Sa 18-2", "Fr+ Sa 18-2 Uhr"),
]

DIFFERENT = [
    (SHOP, "Mo-Fr 9-18", "Mon–Fri: opens at 09:00 instead of 08:00"),
    (SHOP, "Mo-Fr 8-17:30", "Mon–Fri: closes at 17:30 instead of 18:00"),
    (SHOP, "Mo-Fr 8:01-18", "Mon–Fri: opens at 08:01 instead of 08:00"),
    (SHOP, "Mo-Fr 9-17", "Mon–Fri: 09:00–17:00 instead of 08:00–18:00"),
    (SHOP, SPLIT, "Mon–Fri: 09:00–12:00, 13:00–18:00 instead of 08:00–18:00"),
    (SPLIT, SHOP, "Mon–Fri: 08:00–18:00 instead of 09:00–12:00, 13:00–18:00"),
    (SPLIT, "Mo-Fr 9-12, 13-17", "Mon–Fri: closes at 17:00 instead of 18:00"),
    (SPLIT, "Mo-Fr 10-12, 13-18", "Mon–Fri: opens at 10:00 instead of 09:00"),
    (SPLIT, "Mo-Fr 9-12, 14-18", "Mon–Fri: 09:00–12:00, 14:00–18:00 instead of 09:00–12:00, 13:00–18:00"),
    (SPLIT, "Mo-Fr 9-12", "Mon–Fri: 09:00–12:00 instead of 09:00–12:00, 13:00–18:00"),
    (SHOP, "Mo-Do 8-18", "Fri: closed instead of 08:00–18:00"),
    (SHOP, "Mo-Sa 8-18", "Sat: 08:00–18:00 instead of closed"),
    (SHOP, "täglich 8-18", "Sat, Sun: 08:00–18:00 instead of closed"),
    (SHOP, "Mo,Mi,Fr 8-18", "Tue, Thu: closed instead of 08:00–18:00"),
    (SHOP, "Mo 8-18", "Tue–Fri: closed instead of 08:00–18:00"),
    (SHOP, "closed", "Mon–Fri: closed instead of 08:00–18:00"),
    ("geschlossen", SHOP, "Mon–Fri: 08:00–18:00 instead of closed"),
    (BAKERY, "Mo-Fr 7-18, Sa 8-13", "Sat: closes at 13:00 instead of 12:00"),
    (BAKERY, "Mo-Fr 7-18", "Sat: closed instead of 08:00–12:00"),
    (BAKERY, "Mo-Fr 7-18; Sa,So 8-12", "Sun: 08:00–12:00 instead of closed"),
    (BAKERY, "Mo-Fr 8-18, Sa 8-13", "Mon–Fri: opens at 08:00 instead of 07:00; Sat: closes at 13:00 instead of 12:00"),
    (BAKERY, "Mo-Fr 8-18, Sa 8-13, So 9-11",
     "Mon–Fri: opens at 08:00 instead of 07:00; Sat: closes at 13:00 instead of 12:00; and 1 more"),
    (BAKERY, "Mo 6-18, Di 7-19, Mi 7-20, Do 7-21, Fr 7-18",
     "Mon: opens at 06:00 instead of 07:00; Tue: closes at 19:00 instead of 18:00; and 3 more"),
    ("Mo-Fr 8-18, Sa 8-12", "Mo-Fr 9-18, Sa 9-12", "Mon–Sat: opens at 09:00 instead of 08:00"),
    ("Mo-Fr 8-18; Sa 10-14", "Mo-Fr 8-18; So 10-14",
     "Sat: closed instead of 10:00–14:00; Sun: 10:00–14:00 instead of closed"),
    ("Mo-So 7-19", "täglich 7-20 Uhr", "every day: closes at 20:00 instead of 19:00"),
    ("24/7", "täglich 6-24 Uhr", "every day: opens at 06:00 instead of 00:00"),
    ("24/7", "Mo-Fr rund um die Uhr", "Sat, Sun: closed instead of 00:00–24:00"),
    ("24/7", "täglich 8-20", "every day: 08:00–20:00 instead of 00:00–24:00"),
    (BAR, "Fr,Sa 18-24", "Fri, Sat: closes at 24:00 instead of 02:00"),
    (BAR, "Fr,Sa 18-3", "Fri, Sat: closes at 03:00 instead of 02:00"),
    (BAR, "Fr 18-2", "Sat: closed instead of 18:00–02:00"),
    (BAR, "Fr,Sa 18-24, Sa,So 1-2 pm",
     "Fri: closes at 24:00 instead of 02:00; Sat: 13:00–14:00, 18:00–24:00 instead of 18:00–02:00; and 1 more"),
    ("So 22-4 Uhr", "So 22-24", "Sun: closes at 24:00 instead of 04:00"),
    ("Mo 8-12", "Di 8-12", "Mon: closed instead of 08:00–12:00; Tue: 08:00–12:00 instead of closed"),
    ("werktags 8-18", "Mo-Fr 8-17", "Mon–Fri: closes at 17:00 instead of 18:00"),
    ("werktags 8-18", "Mo-Sa 8-17", "Mon–Sat: closes at 17:00 instead of 18:00"),
    ("werktags 8-18", "Mo-Fr 8-18, Sa 8-12", "Sat: 08:00–12:00 instead of closed"),
    ("werktags 8-18", "täglich 8-18", "Sun: 08:00–18:00 instead of closed"),
    (f"{SHOP}; PH off", "Mo-Fr 8-18, feiertags 10-12", "holidays: 10:00–12:00 instead of closed"),
    (f"{SHOP}; PH 10:00-12:00", f"{SHOP}; PH 10:00-13:00", "holidays: closes at 13:00 instead of 12:00"),
    (f"{SHOP}; Dec 24 off", "Mo-Fr 8-18, 24.12. 8-12", "24/12: 08:00–12:00 instead of closed"),
    (f"{SHOP}; Dec 24 off", "Mo-Fr 8-18, 24.12.2026 8-12", "24/12: 08:00–12:00 instead of closed"),
    (f"{SHOP}; PH off", "Mo-Fr 9-18, PH 9-18",
     "Mon–Fri: opens at 09:00 instead of 08:00; holidays: 09:00–18:00 instead of closed"),
    (HALVES, "Mo-Fr 8-12, 13-17, Mi vormittags geschlossen", "Wed: 13:00–17:00 instead of 08:00–12:00"),
    (HALVES, "Mo-Fr 8-12, 13-17, Mi geschlossen", "Wed: closed instead of 08:00–12:00"),
    (HALVES, "Mo-Fr 8-12, 13-17, Mi und Fr nachmittags geschlossen",
     "Fri: 08:00–12:00 instead of 08:00–12:00, 13:00–17:00"),
    (SPLIT, "Mo-Fr 9-18 Uhr, Mittagspause 12-12.30 Uhr",
     "Mon–Fri: 09:00–12:00, 12:30–18:00 instead of 09:00–12:00, 13:00–18:00"),
    (SPLIT, "Mo-Fr 9-18 Uhr ohne Mittagspause", "Mon–Fri: 09:00–18:00 instead of 09:00–12:00, 13:00–18:00"),
    ("Mo-Sa 9-12, 13-18", "Mo-Fr 9-18, Mittagspause 12-13, Sa 9-18",
     "Sat: 09:00–18:00 instead of 09:00–12:00, 13:00–18:00"),
    (f"{SHOP}; PH off", "Mo-Fr 8-18, Ft 8-18", "holidays: 08:00–18:00 instead of closed"),
    ("Mo-Sa 8-18", "Mo-Fr 8-18, Sa: -", "Sat: closed instead of 08:00–18:00"),
    (SHOP, "Mo-Fr 8-18, Sonn-, Feiertage 8-12", "Sun: 08:00–12:00 instead of closed"),
    (SHOP, "Mo-Fr 8-18, Sa - 8-12", "Sat: 08:00–12:00 instead of closed"),
    ("Mo-Fr 8-12", "Mo-Fr 8-12 Uhr 30", "Mon–Fri: closes at 12:30 instead of 12:00"),
    ("Mo-Fr 8-12", "Mo-Fr 8-12 Uhr 14-18 Uhr", "Mon–Fri: 08:00–12:00, 14:00–18:00 instead of 08:00–12:00"),
    ("Mo-Fr 8-12", "Mo-Fr 8 bis 12 Uhr 14 bis 18 Uhr", "Mon–Fri: 08:00–12:00, 14:00–18:00 instead of 08:00–12:00"),
    ("Mo-Fr 8-12; Dec 30 08:00-12:00", "Mo-Fr 8-12 Uhr 30. Dezember geschlossen",
     "30/12: closed instead of 08:00–12:00"),
]  # fmt: skip

EITHER = "may be in the morning or in the afternoon"
OPEN = "'open end' leaves open when it is open"
AFTERNOON = "it is not clear which hours are closed in the afternoon"
STANDS_ALONE = "'{}' stands alone; hours have a beginning and an end"
UNREADABLE = [
    *((text, STANDS_ALONE.format("22:00")) for text in (
        "Fr 22:00-So 02:00",
        "Fr 22:00-Fr 02:00",
        "Fr 22:00-Sa 23:00",
        "Fr 22:00-Sa 23:59",
        "Fr 22:00-Sa 24:00",
        "Fr 22:00-Sa",
        "Fr-Sa 22:00-So 02:00",
        "Fr, Sa 22:00-So 02:00",
        "Feiertage 22:00-Sa 02:00",
        "22:00-Sa 02:00",
        "Fr 22:00-Sa 02:00-04:00",
        "Fr 22:00-Sa 02:00, 14:00-18:00",  # of Friday or of Saturday
        "Fr 22:00-Sa 02:00 und 14-18 Uhr",
    )),
    ("Mo 08:00 - Fr 18:00", STANDS_ALONE.format("08:00")),
    ("Fr 18:00 - Sa 08:00-12:00", STANDS_ALONE.format("18:00")),
    ("Fri 10pm - Sat 11pm", STANDS_ALONE.format("10pm")),
    ("Fr 20:00-Sa 20:00", "'20:00 - sa 20:00' begins and ends at the same time"),
    ("Fr 8-Sa 2 Uhr", f"'8 - sa 2 uhr' {EITHER}"),
    ("", "there are no opening hours in it"),
    ("Öffnungszeiten", "there are no opening hours in it"),
    ("weekdays 9 to 5", f"'9 to 5' {EITHER}"),
    ("Mo-Fr 9-5", f"'9 - 5' {EITHER}"),
    ("Mo-Fr 8-12, 1-5", f"'1 - 5' {EITHER}"),
    ("Mo-Fr 8-12, 10-11", f"'10 - 11' {EITHER}"),
    ("Mo-Fr 2-6", f"'2 - 6' {EITHER}"),
    ("Fri 8am-10", f"'8am - 10' {EITHER}"),
    ("Fri 10-12am", f"'10 - 12am' {EITHER}"),
    ("8-18 Uhr", "it names no day"),
    ("Feiertags geschlossen", "it names no day"),
    ("PH 10:00-12:00", "it names no day"),
    ("24.12. 8-12 Uhr", "it names no day"),
    ("8-18 Uhr, Sa 8-12", "it is not clear which days '8 - 18 uhr' is of"),
    ("Mo-Fr 8-18, geschlossen", "it is not clear which days 'geschlossen' is of"),
    ("Mo-Fr 8-18, rund um die Uhr", "it is not clear which days 'all day' is of"),
    ("8-18 Uhr Mo, Di, Mi geschlossen", "it is not clear which days '8 - 18 uhr' is of"),
    ("werktags - So 8-18", "it is not clear which days 'werktags - so' is of"),
    ("closed on Sundays", "it says when it is closed, not when it is open"),
    ("Su off", "it says when it is closed, not when it is open"),
    ("Mo-Fr", "there are no hours of 'mo - fr'"),
    ("Mo-Fr 8-18, Sa", "there are no hours of 'sa'"),
    ("Mo-Fr ab 8 Uhr", "'ab' leaves open when it is open"),
    ("Mo-Fr 8 - late", "'late' leaves open when it is open"),
    ("Mo-Fr ca. 8-18", "'ca' leaves open when it is open"),
    ("nach Vereinbarung", "'vereinbarung' leaves open when it is open"),
    ("Mo-Fr sunrise-sunset", "'sunrise' leaves open when it is open"),
    ("Fr 18:00-24:00 unknown", "'unknown' leaves open when it is open"),
    ("Mo-Fr 8 Uhr", "'8 uhr' stands alone; hours have a beginning and an end"),
    ("Mo-Fr bis 18 Uhr", "'bis' stands alone; hours have a beginning and an end"),
    ("Mo-Fr 8-12-18", "'-' stands alone; hours have a beginning and an end"),
    ("Mo-Fr-So 8-18", "'-' stands alone; hours have a beginning and an end"),
    ("except Mo 8-18", "'except' stands alone; hours have a beginning and an end"),
    ("Mo unknown", "'unknown' stands alone; hours have a beginning and an end"),
    ("Mo-Fr 8-25:61", "'25:61' is no time of day"),
    ("Mo-Fr 8am-13pm", "'13pm' is no time of day"),
    ("Mo-Fr 1-26", "'1 - 26' is longer than a day"),
    ("Mo-Fr 20-12, 10-21", "'10 - 21' is longer than a day"),
    ("Mo-Fr 8-49", "'49' is no time of day"),
    ("Mo-Fr 25-26", "'25 - 26' is no time of day"),
    ("Mo-Fr 08:00-08:00", "'08:00 - 08:00' begins and ends at the same time"),
    ("Apr-Oct Mo-Su 10:00-18:00", "hours that hold for a part of the year are not compared"),
    ("1.4.-31.10. 8-18", "hours that hold for a part of the year are not compared"),
    ("im Sommer Mo-Fr 8-18", "'im' is neither a day nor a time that is known"),
    ("Sommer: Mo-Fr 8-18", "hours that hold for a part of the year are not compared"),
    ("Do, 24.12. geschlossen", "a weekday and a date stand together"),
    ("Mo-Fr 8-18, 31.2. geschlossen", "there is no day '31.2.'"),
    ("Mo-Fr 8-18, 26.-24.12. geschlossen", "there is no day '26.-24.12.'"),
    ("Mo-Feiertag 8-18", "the days of a range are of two sorts"),
    ("Mo-Fr 08:00-12:00; Tu 14:00-18:00",
     "'14:00 - 18:00' may stand instead of earlier hours of the day or beside them"),
    ("werktags 8-18, sonst 10-12", "it is not clear whether Saturday is a working day"),
    ("ma 9-12", "'ma' is neither a day nor a time that is known"),
    ("+43 732 7712 00", "'7712' is no time of day"),
    ("Mo-Fr 8-18 Selbstbedienung", "'selbstbedienung' is neither a day nor a time that is known"),
    ("Mo-Fr 8-18 😀", "'😀' is neither a day nor a time that is known"),
    ("Mo[1] 8-18", "'[' is neither a day nor a time that is known"),
    ("Mo-Fr 8-18, nachmittags geschlossen", AFTERNOON),
    ("Mo-Fr 8-18, Mi nachmittags geschlossen", AFTERNOON),
    ("Mo-Fr 8-12, 13-17, nachmittags geschlossen", AFTERNOON),
    ("Mo-Fr 11:30-14, 17:30-22, Mi nachmittags geschlossen", AFTERNOON),
    ("Mo-Fr 11:30-14, 17:30-22, Mi vormittags geschlossen", "it is not clear which hours are closed in the morning"),
    ("Mo-Fr 8-13, Mi nachmittags geschlossen", AFTERNOON),
    ("Mo-Fr nachmittags geschlossen", "it does not say when it is open on the rest of the day"),
    ("Mo, Di 8-12, 13-17, Mi nachmittags geschlossen", "it does not say when it is open on the rest of the day"),
    ("Mo-Fr 8-12, 13-17, 24.12. nachmittags geschlossen", "it does not say when it is open on the rest of the day"),
    ("Mo-Fr 8-18, Mi nachmittags 14-16", AFTERNOON),
    ("Mo-Fr 8-12, 13-17, Mi nachmittags 14-18, Pause 15-16", "it is not clear which days '15 - 16' is of"),
    ("Mo-Fr vormittags 13-17", "'13:00-17:00' are no hours of the morning"),
    ("Mo-Fr nachmittags 8-12", "'08:00-12:00' are no hours of the afternoon"),
    ("Mi nachmittags und Sa 9-12", "'09:00-12:00' are no hours of the afternoon"),
    ("Mo-Fr 8-12, nachmittags", "'nachmittags' stands alone; hours have a beginning and an end"),
    ("Mo-Fr nachmittags rund um die Uhr", "'00:00-24:00' are no hours of the afternoon"),
    ("nachmittags Mo-Fr rund um die Uhr", "'all day' stands alone; hours have a beginning and an end"),
    ("Mo-Fr nachmittags und vormittags geschlossen", "it is not clear which days 'geschlossen' is of"),
    ("Mo-Fr 9-18, Sa 9-16, Mittagspause 12-13", "it is not clear which days '12 - 13' is of"),
    ("Mo-Fr 9-18\nSa 9-12\nMittagspause 12-13", "the break '12:00-13:00' does not lie within the hours of the day"),
    ("Mittagspause 12-13, Mo-Fr 9-18", "it is not clear which days '12 - 13' is of"),
    ("Mittagspause 12-13", "it names no day"),
    ("Mo-Fr 9-18, Mittagspause", "'mittagspause' stands alone; hours have a beginning and an end"),
    ("Mo-Fr 9-12, Mittagspause 12-13", "the break '12:00-13:00' does not lie within the hours of the day"),
    ("Mo-Fr 9-12:30, 13-18, Mittagspause 12-13", "the break '12:00-13:00' does not lie within the hours of the day"),
    ("Mo-Fr 22-6, Pause 2-3", "the break '14:00-15:00' does not lie within the hours of the day"),
    ("Mo-Fr 9-18; Sa Mittagspause 12-13", "it does not say when it is open on the rest of the day"),
    ("Mo -\nFr 8-18", "'-' stands alone; hours have a beginning and an end"),
    ("Mo-Fr 8 Uhr 60 - 18 Uhr", "'60' is no time of day"),
    ("Mo 8 Uhr 12 Uhr", "'8 uhr' stands alone; hours have a beginning and an end"),
    ("Mo 8-18 " * 200, "the text is too long for opening hours"),
    ("Mo-Fr 08:00-18:00+", OPEN),
    ("Mo-Fr 8-18+", OPEN),
    ("Mo-Fr 8-18 Uhr+", OPEN),
    ("Mo-Fr 8-18 +", OPEN),
    ("Mo-Fr 8-18 Uhr +", OPEN),
    ("Mo-Fr 8am-6pm+", OPEN),
    ("Mo-Fr 8-18+; Sa 8-12", OPEN),
    ("Mo-Fr 8-18+ Sa 8-12", OPEN),
    ("Mo-Fr 8-18 +, Sa 8-12", OPEN),
    ("Mo-Fr (8-18+)", OPEN),
    ("Mo-Fr 8-18 +\nSa 8-12", OPEN),
    ("Mo-Fr 18:00+", OPEN),
    ("Mo-Fr 8-18 und", "'und' stands alone; hours have a beginning and an end"),
    ("Mo-Fr 8-18 &", "'&' stands alone; hours have a beginning and an end"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_hours(one: str, other: str) -> None:
    assert HOURS.same(one, other)
    assert HOURS.explained(one, other) is None
    assert HOURS.fact.draw(HOURS.reading(one), HOURS.reading(other)) is None


@pytest.mark.parametrize(("one", "other", "why"), DIFFERENT)
def test_these_are_other_hours(one: str, other: str, why: str) -> None:
    assert not HOURS.same(one, other)
    assert HOURS.explained(one, other) == why


@pytest.mark.parametrize(("written", "why"), UNREADABLE)
def test_these_are_no_hours(written: str, why: str) -> None:
    assert HOURS.why_not(written) == why


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("Mo–Fr: 8.00 bis 18.00 Uhr, Sa 8–12 Uhr, So geschlossen", "Mo-Fr 08:00-18:00; Sa 08:00-12:00"),
        ("Mo 8-12, Di 8-13, Mi 8-12, Do 8-12", "Mo,We-Th 08:00-12:00; Tu 08:00-13:00"),
        ("rund um die Uhr, feiertags 10-12", "24/7; PH 10:00-12:00"),
        ("Fr 12 Uhr bis 24 Uhr, Sa rund um die Uhr, So 0-20 Uhr", "Fr 12:00-24:00; Sa 00:00-24:00; Su 00:00-20:00"),
        ("Fr 12pm-11am, PH 12pm-11am", "Fr 12:00-24:00; Sa 00:00-11:00; PH 12:00-35:00"),
        ("365 days a year, 8am-6pm", "Mo-Su 08:00-18:00; PH 08:00-18:00"),
        ("So 22-3 Uhr", "Su 22:00-03:00"),
        ("werktags 8-18", "Mo-Fr 08:00-18:00; Sa 08:00-18:00 unknown"),
        ("werktags 8-18, Sa 0-1 unknown", "Mo-Fr 08:00-18:00; Sa 00:00-01:00 unknown"),
        (
            "werktags und PH 1-25",
            "Mo 01:00-24:00; Tu-Fr 00:00-24:00; Sa 00:00-01:00; Sa 01:00-25:00 unknown; PH 01:00-25:00",
        ),
        ("geschlossen", "off"),
        ("Mo-Fr 8-18, 24. und 26.12. zu", "Mo-Fr 08:00-18:00; Dec 24 off; Dec 26 off"),
        ("Mo-Fr 8-18, am 24.12.2026 und Neujahr zu", "Mo-Fr 08:00-18:00; Jan 1 off; 2026 Dec 24 off"),
    ],
)
def test_there_is_one_spelling(written: str, spelled: str) -> None:
    assert HOURS.reading(written).value == spelled
    assert HOURS.reading(spelled).value == spelled


def test_working_days_are_compared_as_people_may_mean_them() -> None:
    assert HOURS.same("werktags 8-18", SHOP)
    assert HOURS.same("werktags 8-18", "Mo-Sa 8-18")
    assert not HOURS.same(SHOP, "Mo-Sa 8-18")
    assert not HOURS.same("werktags 8-18, Sa geschlossen", "Mo-Sa 8-18")
    assert not HOURS.same("werktags außer Samstag 8-18", "Mo-Sa 8-18")


def test_hours_are_of_a_location() -> None:
    assert HOURS.fact.compare_by is Compare.LOCATION
    assert HOURS.fact.has_tolerance


def drawn(standard: str, found: str) -> WeekDrawing:
    drawing = HOURS.fact.draw(HOURS.reading(standard), HOURS.reading(found))
    assert isinstance(drawing, WeekDrawing)
    return drawing


def test_a_drawing_marks_what_is_missing_and_what_is_too_much() -> None:
    drawing = drawn("Mo-Fr 08:00-12:00,13:00-18:00", "Mo-Fr 09:00-19:00; Sa 10:00-14:00")
    monday, saturday, sunday = drawing.days[0], drawing.days[5], drawing.days[6]
    assert monday.expected == ((480, 720), (780, 1080))
    assert monday.found == ((540, 1140),)
    assert monday.missing == ((480, 540),)
    assert monday.added == ((720, 780), (1080, 1140))
    assert (saturday.expected, saturday.found, saturday.added) == ((), ((600, 840),), ((600, 840),))
    assert not any((sunday.expected, sunday.found, sunday.missing, sunday.added))
    assert (drawing.first, drawing.last, drawing.step) == (480, 1200, 120)


def test_a_drawing_shows_a_night_on_both_of_its_days() -> None:
    drawing = drawn("So 20:00-02:00", "So 20:00-24:00")
    assert drawing.days[6].expected == ((1200, 1440),)
    assert drawing.days[0].missing == ((0, 120),)
    assert (drawing.first, drawing.last, drawing.step) == (0, 1440, 240)


@pytest.mark.parametrize(
    ("standard", "found"), [(SHOP, "Mo-Fr 8-18"), ("24/7; PH off", "24/7; PH 08:00-10:00"), ("werktags 8-18", SHOP)]
)
def test_there_is_nothing_to_draw_of_weeks_that_are_the_same(standard: str, found: str) -> None:
    assert HOURS.fact.draw(HOURS.reading(standard), HOURS.reading(found)) is None
    assert HOURS.fact.draw(None, HOURS.reading(found)) is None


def minutes_of(days: Days) -> set[int]:
    """Count the minutes of a week one by one."""
    return {
        (day * DAY + minute) % WEEK
        for day, spans in enumerate(days)
        for start, end in spans
        for minute in range(start, end, STEP)
    }


STEP = 30
times = st.integers(0, DAY // STEP - 1).map(lambda step: step * STEP)
spans = st.tuples(times, st.integers(1, 47)).map(lambda two: (two[0], two[0] + two[1] * STEP))
hours_of_a_day = st.lists(spans, max_size=2).map(joined)
weeks: st.SearchStrategy[Days] = st.tuples(*[hours_of_a_day] * 7)
ALL = {
    "osm": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    "german": ("Montag", "Di.", "Mittwochs", "Do", "Freitag", "Sa:", "Sonntag"),
    "english": ("Mon", "Tuesday", "Wed.", "Thurs", "Fri:", "Saturdays", "Sunday"),
}


def written(days: Days, language: str) -> str:
    """Write a week day by day as people of a language do."""
    lines = [f"{name} {_hours(day, language)}" for name, day in zip(ALL[language], days, strict=True)]
    return {"osm": "; ", "german": "\n", "english": ", "}[language].join(lines)


def _hours(hours: Hours, language: str) -> str:
    if not hours:
        return {"osm": "off", "german": "geschlossen", "english": "closed"}[language]
    between = {"osm": ",", "german": " und ", "english": " & "}[language]
    return between.join(f"{_time(start, language)}{DASHES[language]}{_time(end, language)}" for start, end in hours)


DASHES = {"osm": "-", "german": " bis ", "english": " – "}


def _time(minute: int, language: str) -> str:
    hour, rest = divmod(minute % DAY, 60)
    if language == "osm":
        return f"{hour:02}:{rest:02}"
    if language == "german":
        return f"{hour:02}.{rest:02} Uhr" if rest else f"{hour:02} Uhr"
    return f"{hour % 12 or 12}:{rest:02} {'am' if hour < 12 else 'pm'}"


def is_told_by_times(hours: Hours) -> bool:
    """Say whether two times tell each span: no whole day, nor up to ten and later of the day after."""
    return all(end - start < DAY and end < DAY + 10 * 60 for start, end in hours)


@given(weeks, st.sampled_from(list(ALL)))
def test_a_week_is_the_same_in_every_language(days: Days, language: str) -> None:
    days = tuple(day if is_told_by_times(day) else () for day in days)
    known = read_timetable(written(days, language))
    assert isinstance(known, Timetable)
    assert minutes_of(known.days) == minutes_of(days)


@given(weeks, weeks)
def test_two_weeks_are_the_same_only_if_every_minute_is(one: Days, other: Days) -> None:
    ours, theirs = (Timetable(by_day(dict(enumerate(days)))).spelled() for days in (one, other))
    assert HOURS.same(ours, theirs) is (minutes_of(one) == minutes_of(other))
    assert (HOURS.explained(ours, theirs) is None) is (ours == theirs)


@given(weeks)
def test_the_spelling_reads_back(days: Days) -> None:
    known = Timetable(by_day(dict(enumerate(days))))
    assert minutes_of(known.days) == minutes_of(days)
    assert minutes_of(by_calendar_day(known.days)) == minutes_of(days)
    assert read_timetable(known.spelled()) == known


@given(weeks, weeks)
def test_a_drawing_holds_every_minute(one: Days, other: Days) -> None:
    ours, theirs = (Timetable(by_day(dict(enumerate(days)))).spelled() for days in (one, other))
    drawing = HOURS.fact.draw(HOURS.reading(ours), HOURS.reading(theirs))
    if drawing is None:
        assert minutes_of(one) == minutes_of(other)
        return
    assert isinstance(drawing, WeekDrawing)
    expected, found, missing, added = (
        minutes_of(tuple(getattr(day, part) for day in drawing.days))
        for part in ("expected", "found", "missing", "added")
    )
    assert expected == minutes_of(one)
    assert found == minutes_of(other)
    assert missing == expected - found
    assert added == found - expected


PIECES = (
    "mo di fr so - bis und , ; \n ( täglich werktags feiertage closed off außer sonst zwischen 24/7 unknown 24.12."
    " dec 25 1. mai 8 18 8:00 12 20 2 24h 8am 6pm noon uhr am vormittags nachmittag mittagspause 8-12 13-17 30"
)


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join))
def test_what_is_read_is_spelled_so_that_it_reads_back(text: str) -> None:
    known = HOURS.read(text)
    if isinstance(known, Reading):
        assert HOURS.reading(known.value).value == known.value
        assert HOURS.explained(text, known.value) is None
        HOURS.stands_anything(text, BAKERY)
        HOURS.fact.draw(known, HOURS.reading(BAKERY))


@pytest.mark.parametrize(
    "piece",
    [
        "8 uhr 30 ",
        "vormittag",
        "mittwochnachmittag ",
        "mo - ",
        "mo 8-9, pause 8-9 ",
        "mo 8-18, pause 12-13, ",
        "sa -\n",
    ],
)
def test_a_text_of_the_greatest_length_takes_no_long_time(piece: str) -> None:
    text = (piece * 1000)[:1000]
    started = time.process_time()
    HOURS.stands_anything(text, BAKERY)
    assert time.process_time() - started < 1


@given(hours_of_a_day, hours_of_a_day)
def test_what_is_left_of_hours(one: Hours, other: Hours) -> None:
    left = without(one, other)
    assert minutes_of((left,)) == minutes_of((one,)) - minutes_of((other,))
    assert all(start < end for start, end in left)


def test_a_closed_day_may_be_named_or_not() -> None:
    for first, last in itertools.combinations(range(7), 2):
        names = ALL["osm"]
        closed = "; ".join(f"{name} off" for day, name in enumerate(names) if not first <= day <= last)
        hours = f"{names[first]}-{names[last]} 08:00-12:00"
        assert HOURS.reading(f"{closed}; {hours}" if closed else hours).value == HOURS.reading(hours).value
