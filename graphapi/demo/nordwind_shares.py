"""Nordwind's folders: every service we know by name, and one we do not. No link leads to a folder of anybody's."""

from __future__ import annotations

from datetime import timedelta

from graphapi.demo.world import Day, ShareStory

GLOBAL = ShareStory(
    "https://cloud.nordwind.example/s/AGBPreisliste",
    "AGB und Preisliste",
    Day(83, "11:30"),
    description="Unsere Geschäftsbedingungen, die aktuelle Preisliste und die Vorgaben für Druckdaten.",
    opened=(78, 62, 44, 30, 16, 3),
)

RECEIVED = (
    ShareStory(
        "https://cloud.nordwind.example/s/kELLer8mZq2Tn4x",
        "Logo und Geschäftsausstattung",
        Day(80, "09:20"),
        ("anna.keller@example.com",),
        description="Entwürfe zur Freigabe. Bitte nur im Ordner „Auswahl“ kommentieren.",
        password="Ton-Glasur-77",
        opened=(78, 71, 40, 12, 0),
    ),
    ShareStory(
        "https://sync.luckycloud.de/d/7c1f0a52e9b84d36a1c0/",
        "Produktfotos Frühjahr",
        Day(46, "14:15"),
        ("anna.keller@example.com",),
        description="Alle freigestellten Bilder in Druck- und Webauflösung.",
        opened=(45, 20, 5),
    ),
    ShareStory(
        "https://my.hidrive.com/share/demo-4nq8ztk1v",
        "Druckdaten Saisonflyer",
        Day(80, "09:45"),
        ("ben.sommer@example.com",),
        description="PDF/X-4, mit Beschnitt.",
        opened=(79, 60, 0),
    ),
    ShareStory(
        "https://drive.google.com/drive/folders/1DemoWebsiteTexteSommerGartenbau00",
        "Website-Texte",
        Day(36, "10:20"),
        ("ben.sommer@example.com",),
        description="Zum Gegenlesen; Änderungen bitte im Vorschlagsmodus.",
        opened=(34, 17),
    ),
    ShareStory(
        "https://dateien.nordwind.example/d/4f1c9be07a6d4e58b2d3/",
        "Etiketten und Verpackung",
        Day(76, "11:10"),
        ("clara.jessen@raeucherei-jessen.example",),
        password="Buche&Erle",
        opened=(74, 43, 9),
    ),
    ShareStory(
        "https://www.dropbox.com/scl/fo/demo7albers0bootsbau/messestand?rlkey=demo0nordwind0albers&dl=0",
        "Messestand",
        Day(74, "14:32"),
        ("d.albers@albers-bootsbau.example",),
        description="Grundriss, Wandgrafiken und der Zeitplan für den Aufbau.",
        opened=(73, 50, 28, 3),
    ),
    ShareStory(
        "https://we.tl/t-DemoAlbers1",
        "Filmmaterial Probefahrt",
        Day(50, "17:05"),
        ("d.albers@albers-bootsbau.example",),
        description="Bitte bald laden: Der Link gilt nur eine Woche.",
        valid_until=Day(43),
        opened=(49, 48),
    ),
    ShareStory(
        "https://owncloud.nordwind.example/s/Yf3sPq81LmWcKt0",
        "Speisekarten",
        Day(70, "10:00"),
        ("elif@yildiz-feinkost.example",),
        opened=(69, 37, 4),
    ),
    ShareStory(
        "https://nordwind-demo.your-storageshare.de/s/Lm4GaesteMappe9",
        "Gästemappe",
        Day(65, "16:20"),
        (
            "friederike@ferienhaeuser-lindemann.example",
            "gunnar@ferienhaeuser-lindemann.example",
            "buchung@ferienhaeuser-lindemann.example",
        ),
        description="Die Mappe für alle elf Häuser. Bitte sprechen Sie Änderungen untereinander ab.",
        password="Strandhafer-11",
        opened=(62, 61, 60, 39, 22, 14, 5),
    ),
    ShareStory(
        "https://1drv.ms/f/s!DemoLuftaufnahmenLindemann",
        "Luftaufnahmen",
        Day(24, "09:15"),
        ("friederike@ferienhaeuser-lindemann.example",),
        opened=(23, 0),
    ),
    ShareStory(
        "https://nordwind-demo.sharepoint.com/:f:/s/Kunden/DemoThomsenFahrzeugbeschriftung",
        "Fahrzeugbeschriftung",
        Day(58, "08:30"),
        ("ingo.thomsen@thomsen-elektro.example",),
        description="Vorlagen für Transporter und Anhänger.",
        opened=(54, 32, 11),
    ),
    ShareStory(
        "https://drive.terracloud.de/getlink/fi4DemoAhrensKatalog/",
        "Möbelkatalog",
        Day(52, "13:25"),
        ("werkstatt@tischlerei-ahrens.example",),
        password="Eiche geölt",
        opened=(50, 29, 0),
    ),
    ShareStory(
        "https://magentacloud.de/s/DemoWojcikPraxis",
        "Praxisschilder und Terminkarten",
        Day(47, "12:12"),
        ("praxis@physio-wojcik.example",),
        opened=(46, 15),
    ),
    ShareStory(
        "https://app.box.com/s/demo5hinrichsen7logistik2entwuerfe",
        "Imagebroschüre",
        Day(41, "10:50"),
        ("l.hinrichsen@hinrichsen-logistik.example",),
        description="Stand nach der zweiten Korrekturrunde.",
        password="Rampe#4-Nord",
        opened=(39, 25, 10, 0),
    ),
    ShareStory(
        "https://nordwind-demo.teamdrive.net/1207/public/Vertraege-Hinrichsen?k=DemoDemoDemoDemo",
        "Rahmenvertrag",
        Day(20, "16:40"),
        ("l.hinrichsen@hinrichsen-logistik.example",),
        description="Ende-zu-Ende verschlüsselt.",
        opened=(19,),
    ),
    # Without a title it is called by the link's host.
    ShareStory(
        "https://projekte.nordwind.example/gut-ahlen/hofladen",
        None,
        Day(33, "15:44"),
        ("hofladen@gut-ahlen.example",),
        opened=(30,),
    ),
    ShareStory(
        "https://www.dropbox.com/scl/fo/demo2oconnor0website/drafts?rlkey=demo0nordwind0oconnor&dl=0",
        "Website drafts",
        Day(27, "09:36"),
        ("niamh@oconnor-translations.example",),
        description="Three directions for the new website. Please tell us your favourite by phone.",
        opened=(25, 13, 0),
    ),
    ShareStory(
        "https://cloud.nordwind.example/s/Ba7tHafenfest2cD",
        "Gemeinschaftsanzeige Hafenfest",
        Day(18, "12:00"),
        (
            "clara.jessen@raeucherei-jessen.example",
            "d.albers@albers-bootsbau.example",
            "elif@yildiz-feinkost.example",
            "werkstatt@tischlerei-ahrens.example",
        ),
        description="Freigabe durch alle vier Betriebe, danach geht die Anzeige in den Druck.",
        valid_from=Day(18),
        valid_until=Day(-24),
        opened=(17, 16, 13, 8),
    ),
)

# Of those who have not come in yet, or not any more.
WAITING = (
    ShareStory(
        "https://cloud.nordwind.example/s/Br0dersenExpose55",
        "Exposés",
        Day(72, "10:41"),
        ("olaf.brodersen@brodersen-immobilien.example",),
        password="Haus am Deich",
        opened=(70, 49),
    ),
    ShareStory(
        "https://cloud.nordwind.example/index.php/s/5chroederCafe31",
        "Schaufenster und Tafeln",
        Day(1, "14:08"),
        ("pauline@cafe-schroeder.example",),
        password="Milchschaum",
    ),
    ShareStory(
        "https://my.hidrive.com/share/demo-9winterkampagne",
        "Winterkampagne",
        Day(1, "16:52"),
        ("quirin.moser@moser-alpinsport.example",),
        description="Gesperrt bis zum Start der Kampagne.",
        valid_from=Day(-14),
        valid_until=Day(-120),
    ),
    ShareStory(
        "https://sync.luckycloud.de/d/0b6e2f9d417c4a83b5fe/",
        "Kanzleibroschüre",
        timedelta(hours=2),
        ("kanzlei@clausen-steuerberatung.example",),
        password="Soll/Haben-2",
    ),
    ShareStory(
        "https://cloud.nordwind.example/s/Matth1esenDach8",
        "Bauzaunbanner",
        Day(38, "09:33"),
        ("sven@matthiesen-dach.example",),
    ),
    ShareStory(
        "https://cloud.nordwind.example/s/K0walskiLack27",
        "Preistafeln",
        Day(35, "13:18"),
        ("tomasz@kowalski-fahrzeugpflege.example",),
    ),
    ShareStory(
        "https://dateien.nordwind.example/d/a93d5c1e70f24b86c4a7/",
        "Anzeigenserie",
        Day(13, "11:40"),
        ("info@fischhaus-jensen.example",),
    ),
    ShareStory(
        "https://cloud.nordwind.example/s/St4hlMetallbau63",
        "Arbeitskleidung",
        Day(5, "10:26"),
        ("v.stahl@stahl-metallbau.example",),
        description="Stickvorlagen und Größentabelle.",
    ),
    # Without a title it is called by its service.
    ShareStory(
        "https://cloud.nordwind.example/s/HansenN4turkost",
        None,
        Day(6, "15:09"),
        ("wiebke.hansen@hansen-naturkost.example",),
    ),
)

SHARES = (GLOBAL, *RECEIVED, *WAITING)
