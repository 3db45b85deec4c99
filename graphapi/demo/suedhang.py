"""Südhang Lohnbüro: a payroll office on the free plan, nearly full."""

from __future__ import annotations

from datetime import timedelta

from graphapi.demo.world import CustomerStory, Day, MemberStory, PartnerStory, ShareStory
from graphapi.models import MemberRole
from graphapi.services.partners import Contact

OWNER = MemberStory(
    name="Thomas Hauser",
    email="owner@suedhang.example",
    role=MemberRole.OWNER,
    added=Day(60, "14:00"),
    joined=Day(60, "14:47"),
    seen=Day(1, "17:15"),
)

CUSTOMERS = (
    # Also a customer of Nordwind: another account with a password of its own.
    CustomerStory(
        "Anna",
        "Keller",
        "anna.keller@example.com",
        "Keller Keramik",
        "4711",
        Day(57, "08:20"),
        joined=Day(56, "19:40"),
        seen=Day(6, "18:22"),
    ),
    CustomerStory(
        "Stefan",
        "Baumann",
        "stefan@baumann-sanitaer.example",
        "Baumann Sanitär GmbH",
        "4712",
        Day(57, "08:35"),
        joined=Day(57, "09:10"),
        seen=Day(3, "07:05"),
    ),
    CustomerStory(
        "Lucía",
        "Fernández",
        "lucia@bodega-fernandez.example",
        "Bodega Fernández",
        "4713",
        Day(55, "11:15"),
        username="lucia",
        joined=Day(54, "23:02"),
        seen=Day(5, "22:48"),
    ),
    CustomerStory(
        "Michael",
        "Huber",
        "michael.huber@huber-landtechnik.example",
        "Huber Landtechnik",
        "4714",
        Day(45, "09:50"),
        note="Lohnlauf immer am 25.; Herr Huber schickt die Stunden selbst.",
        joined=Day(42, "12:31"),
        seen=Day(8, "12:11"),
    ),
    CustomerStory(
        "Sabine",
        "Vogel",
        "sabine.vogel@vogel-floristik.example",
        "Vogel Floristik",
        "4715",
        Day(39, "13:05"),
        joined=Day(39, "13:20"),
        seen=timedelta(hours=6),
    ),
    CustomerStory(
        "Tobias",
        "Reiter",
        "tobias@reiter-eventtechnik.example",
        "Reiter Eventtechnik",
        "4716",
        Day(50, "10:30"),
        joined=Day(49, "10:44"),
        seen=Day(28, "10:02"),
        disabled=Day(14, "09:00"),
    ),
    CustomerStory(
        "Mehmet",
        "Aydın",
        "mehmet@aydin-trockenbau.example",
        "Aydın Trockenbau",
        "4717",
        Day(1, "10:12"),
    ),
    CustomerStory(
        "Christine",
        "Obermeier",
        "christine@obermeier-wolle.example",
        "Obermeier Wolle & Garn",
        "4718",
        Day(10, "15:33"),
        refusal="554 5.7.1 <christine@obermeier-wolle.example>: Relay access denied",
    ),
    CustomerStory(
        "Ludwig",
        "Bachmann",
        "ludwig@saegewerk-bachmann.example",
        "Sägewerk Bachmann",
        "4719",
        Day(4, "16:21"),
        is_draft=True,
    ),
)

SHARES = (
    ShareStory(
        "https://lohn.suedhang.example/s/kK7erAmik0Lohn",
        "Lohnabrechnungen",
        Day(57, "08:20"),
        ("anna.keller@example.com",),
        description="Jeden Monat zum 28. kommen die neuen Abrechnungen dazu.",
        password="Brennofen-1240",
        opened=(55, 26, 0),
    ),
    ShareStory(
        "https://drive.terracloud.de/getlink/fi9DemoBaumannLohn/",
        "Lohnabrechnungen",
        Day(57, "08:35"),
        ("stefan@baumann-sanitaer.example",),
        password="Rohrzange_8",
        opened=(56, 27, 3),
    ),
    ShareStory(
        "https://my.hidrive.com/share/demo-belege-baumann",
        "Belege zum Hochladen",
        Day(48, "14:10"),
        ("stefan@baumann-sanitaer.example",),
        description="Krankmeldungen und Reisekosten bitte hier ablegen.",
        opened=(47, 18),
    ),
    ShareStory(
        "https://lohn.suedhang.example/s/Bod3gaFernandez",
        "Lohn und Minijobs",
        Day(55, "11:15"),
        ("lucia@bodega-fernandez.example",),
        password="Manzanilla!",
        opened=(53, 24, 5),
    ),
    ShareStory(
        "https://suedhang-demo.teamdrive.net/88/public/Huber-Lohn?k=DemoDemoDemoDemo",
        "Lohnabrechnungen",
        Day(45, "09:50"),
        ("michael.huber@huber-landtechnik.example",),
        opened=(41, 8),
    ),
    ShareStory(
        "https://lohn.suedhang.example/s/V0gelFloristik22",
        "Lohnabrechnungen",
        Day(39, "13:05"),
        ("sabine.vogel@vogel-floristik.example",),
        password="Pfingstrose",
        opened=(38, 7, 0),
    ),
    ShareStory(
        "https://lohn.suedhang.example/s/Re1terEvent90",
        "Lohnabrechnungen",
        Day(50, "10:30"),
        ("tobias@reiter-eventtechnik.example",),
        valid_until=Day(14),
        opened=(48, 28),
    ),
    ShareStory(
        "https://lohn.suedhang.example/s/Ayd1nTrocken4",
        "Lohnabrechnungen",
        Day(1, "10:12"),
        ("mehmet@aydin-trockenbau.example",),
        password="Gipskarton",
    ),
    ShareStory(
        "https://lohn.suedhang.example/s/0bermeierWolle",
        "Lohnabrechnungen",
        Day(10, "15:33"),
        ("christine@obermeier-wolle.example",),
    ),
    ShareStory(
        "https://lohn.suedhang.example/s/ProbeBachmann1",
        "Probeabrechnung",
        Day(4, "16:21"),
        ("ludwig@saegewerk-bachmann.example",),
        description="Bis zur Einladung zum Durchsehen.",
    ),
)

SUEDHANG = PartnerStory(
    name="Südhang Lohnbüro",
    slug="suedhang",
    plan="free",
    since=Day(60, "14:00"),
    contact=Contact(
        name="Thomas Hauser",
        email="buero@suedhang.example",
        # As 040 66969, 089 99998 belongs to nobody.
        phone="+49 89 99998 310",
        website="https://www.suedhang.example",
    ),
    members=(OWNER,),
    clerk="owner@suedhang.example",
    customers=CUSTOMERS,
    shares=SHARES,
)
