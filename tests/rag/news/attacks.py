"""Stories of attacks, storms and marches whose counts differ."""

from tests.rag.news.story import Story, Told, report

HOURS = Story(
    "by the evening one party has counted more",
    (
        report(
            "delta-0900", "The Delta Post", "2024-05-15T09:00", "Drones over Tarnovia in the night",
            "VARSK - Tarnovia's air force shot down 41 drones during the night, it said on Wednesday morning. "
            "A warehouse in Varsk was burning, and trams stood still until seven. Nobody was hurt.",
        ),
        report(
            "delta-1800", "The Delta Post", "2024-05-15T18:00", "Second wave of drones reaches Tarnovia",
            "VARSK - Tarnovia's air force said on Wednesday evening that 50 drones had been shot down since midnight. "
            "The second wave came in the afternoon from the sea. Schools in Varsk will stay closed on Thursday.",
        ),
    ),
    (
        Told(
            "How many drones were shot down?", "50",
            (
                ("50", "update", "", "Tarnovia's air force", "The Delta Post", 1),
                ("41", "update", "", "", "The Delta Post", 1),
            ),
        ),
        Told("How many drones were shot down?", "41", as_of="2024-05-15T12:00"),
        Told("When will schools in Varsk stay closed?", "16 May 2024 (Thursday in the article)"),
    ),
)  # fmt: skip

ONE_ARTICLE = Story(
    "one article gives the counts of two hours",
    (
        report(
            "ledger-flood", "The Ledger", "2024-06-08T20:00", "Rescuers search flooded Merrow",
            "MERROW - By 08:00 on Saturday the fire brigade said that 41 people had been rescued from the flood. "
            "Boats were brought from the coast. By 18:00 on Saturday the fire brigade said that 50 people had been "
            "rescued from the flood. The water is still rising in the lower town.",
        ),
    ),
    (
        Told(
            "How many people were rescued from the flood?", "50",
            (
                ("50", "update", "", "the fire brigade", "The Ledger", 1),
                ("41", "update", "", "the fire brigade", "The Ledger", 1),
            ),
        ),
    ),
)  # fmt: skip

DAYS = Story(
    "the toll of one ministry grows over days, in several outlets",
    (
        report(
            "quake-1", "Northern Courier", "2024-02-05T12:00", "Earthquake strikes Halvany",
            "An earthquake in Halvany has killed 120 people, the interior ministry said on Monday. "
            "It struck before dawn, while most were asleep.",
        ),
        report(
            "quake-2", "The Bay Herald", "2024-02-06T12:00", "Halvany digs for the missing",
            "The earthquake in Halvany killed 310 people, the interior ministry said on Tuesday. "
            "Soldiers are digging with their hands in the villages of the north.",
        ),
        report(
            "quake-3", "The Ledger", "2024-02-08T12:00", "Last survivor found in Halvany",
            "A girl of nine was pulled alive from a cellar in Halvany on Thursday. "
            "The interior ministry said that the earthquake had killed 402 people.",
        ),
    ),
    (
        Told(
            "How many people did the earthquake in Halvany kill?", "402",
            (
                ("402", "update", "", "the interior ministry", "The Ledger", 1),
                ("310", "update", "", "the interior ministry", "The Bay Herald", 1),
                ("120", "update", "", "the interior ministry", "Northern Courier", 1),
            ),
            ("one_outlet",),
        ),
        Told(
            "How many people did the earthquake in Halvany kill?", "310",
            (
                ("310", "update", "", "the interior ministry", "The Bay Herald", 1),
                ("120", "update", "", "the interior ministry", "Northern Courier", 1),
            ),
            ("one_outlet",),
            as_of="2024-02-07T08:00",
        ),
    ),
)  # fmt: skip

MARCH = Story(
    "police and organisers count a march",
    (
        report(
            "march-1", "The Bay Herald", "2024-09-14T17:00", "Rents bring Ostmark on to the streets",
            "OSTMARK - Organisers said that 45,000 people had marched against high rents in Ostmark on Saturday. "
            "The march ended peacefully in front of the town hall.",
        ),
        report(
            "march-2", "Northern Courier", "2024-09-14T17:30", "Thousands march over rents",
            "Police said that 18,000 people marched through Ostmark on Saturday to protest against rising rents. "
            "Two men were arrested for throwing bottles.",
        ),
        report(
            "march-3", "The Ledger", "2024-09-14T19:00", "A loud afternoon in Ostmark",
            "Drums, whistles and homemade banners filled the ring road this afternoon. According to police, 18,000 "
            "people marched in Ostmark, many of them students.",
        ),
    ),
    (
        Told(
            "How many people marched in Ostmark?", "18,000",
            (
                ("18,000", "disagreement", "", "police", "The Ledger", 2),
                ("45,000", "disagreement", "", "Organisers", "The Bay Herald", 1),
            ),
            independent=2,
        ),
        Told("How many men were arrested?", "Two", notices=("one_outlet",)),
        Told("Did the march end peacefully?", "Yes: The march ended peacefully in front of the town hall."),
        Told("What happened in Ostmark?", None),
    ),
)  # fmt: skip

BESIDE = Story(
    "missiles beside drones, and a city beside the country",
    (
        report(
            "beside-1", "The Delta Post", "2024-10-03T08:00", "Missiles and drones fired at Tarnovia",
            "The air force of Tarnovia intercepted 23 missiles on Thursday. It also intercepted 61 drones, a spokesman "
            "said. Windows broke in the old town of Varsk.",
        ),
        report(
            "beside-2", "Northern Courier", "2024-10-03T10:00", "Tarnovia under fire",
            "Tarnovia's air force intercepted 23 missiles before dawn on Thursday. Over Varsk, the capital, nine "
            "missiles were intercepted, the city's mayor said.",
        ),
    ),
    (
        Told(
            "How many missiles were intercepted?", "23",
            (
                ("23", "scope", "", "", "Northern Courier", 2),
                ("nine", "scope", "Varsk", "the city's mayor", "Northern Courier", 1),
                ("61", "scope", "drones", "a spokesman", "The Delta Post", 1),
            ),
            independent=2,
        ),
        Told(
            "How many missiles were intercepted over Varsk?", "nine",
            (
                ("nine", "scope", "", "the city's mayor", "Northern Courier", 1),
                ("23", "scope", "Tarnovia", "", "Northern Courier", 2),
                ("61", "scope", "drones", "a spokesman", "The Delta Post", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip
