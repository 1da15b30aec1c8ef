"""Stories about the source of a figure: reprints, agencies, corrections, single outlets, attribution."""

from tests.rag.news.story import Story, Told, report

WIRE = (
    "PORT ANSEL (Seaboard Press) - A fire in the cannery of Port Ansel injured 17 workers on Tuesday, the fire chief, "
    "Odile Brandt, said. It began in a freezing room and spread to the roof. The cannery employs 340 people and is the "
    "largest business of the town. Inspectors will look for the cause as soon as the ruins have cooled."
)

REPRINTS = Story(
    "three copies of an agency's story against a paper's own",
    (
        report("fire-wire", "Seaboard Press", "2024-04-09T11:00", "Fire in Port Ansel cannery injures 17", WIRE),
        report("fire-copy-1", "The Ansel Echo", "2024-04-09T12:00", "Cannery fire: 17 hurt", WIRE),
        report("fire-copy-2", "Coast Today", "2024-04-09T13:30", "Seventeen injured in cannery fire", WIRE),
        report(
            "fire-own", "The Ledger", "2024-04-09T12:30", "Flames over the harbour",
            "Smoke from the cannery could be seen from the islands. The hospital of Port Ansel said that 12 workers "
            "were injured in the fire, one of them badly. The road to the harbour was shut until the evening.",
        ),
    ),
    (
        Told(
            "How many workers were injured in the cannery fire?", "12",
            (
                ("12", "disagreement", "", "the hospital of Port Ansel", "The Ledger", 1),
                ("17", "disagreement", "", "Odile Brandt", "Seaboard Press", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip

PASSED_ON = Story(
    "two outlets pass on what an agency reported",
    (
        report(
            "rail-wire", "Seaboard Press", "2024-07-02T06:00", "Train derails near Hollin",
            "HOLLIN (Seaboard Press) - A night train derailed near Hollin on Tuesday and 26 passengers were injured. "
            "Two carriages lay on their side in a field of maize.",
        ),
        report(
            "rail-1", "The Bay Herald", "2024-07-02T08:00", "Night train leaves the rails",
            "Near Hollin, 26 passengers were injured when a night train derailed, Seaboard Press reported. "
            "Our own correspondent is on the way to the valley.",
        ),
        report(
            "rail-2", "Northern Courier", "2024-07-02T09:00", "Line to the south closed after derailment",
            "The line to the south is closed for two days. According to Seaboard Press, 26 passengers were injured "
            "when the night train derailed near Hollin.",
        ),
    ),
    (Told("How many passengers were injured when the train derailed?", "26", notices=("one_outlet",)),),
)  # fmt: skip

CORRECTED = Story(
    "an article is put right under its own id",
    (
        report(
            "bridge", "The Ledger", "2024-03-11T09:00", "Toll bridge to cost more",
            "The new toll bridge at Sarn will cost 480 million euros, the county council said on Monday. "
            "It will carry 900 lorries an hour.",
        ),
        report(
            "bridge", "The Ledger", "2024-03-11T09:00", "Toll bridge to cost more",
            "The new toll bridge at Sarn will cost 408 million euros, the county council said on Monday. "
            "It will carry 900 lorries an hour.", updated="2024-03-12T09:00:00+00:00",
        ),
    ),
    (
        Told("How much will the toll bridge cost?", "408 million euros"),
        Told("How much will the toll bridge cost?", "480 million euros", as_of="2024-03-11T20:00"),
    ),
)  # fmt: skip

SINGLE = Story(
    "one outlet alone reports it, among others who write of the same",
    (
        report(
            "mine-1", "The Bay Herald", "2024-11-20T10:00", "Gas in the Corrie mine",
            "Gas filled a gallery of the Corrie mine on Wednesday. The mine's director said that 14 miners were "
            "rescued before noon.",
        ),
        report(
            "mine-2", "Northern Courier", "2024-11-20T11:00", "Alarm in the Corrie mine",
            "Families waited at the gate of the Corrie mine on Wednesday after an alarm underground. "
            "The minister of energy was expected in the afternoon.",
        ),
    ),
    (Told("How many miners were rescued?", "14", notices=("one_outlet",)),),
)  # fmt: skip

SINGLE_STORE = Story("a store of one outlet", SINGLE.articles[:1], (Told("How many miners were rescued?", "14"),))

PRONOUNS = Story(
    "who said it stands in the sentence before",
    (
        report(
            "ferry-1", "The Bay Herald", "2024-08-19T09:00", "Ferry Lindis runs aground",
            "The harbour master, Tova Renn, spoke to reporters on Monday morning. She said that 130 passengers were "
            "rescued from the ferry Lindis. Fog lay over the sound.",
        ),
        report(
            "ferry-2", "Northern Courier", "2024-08-19T09:30", "Passengers taken off ferry Lindis",
            "The coast guard released its own figures in the morning. From the ferry Lindis 118 passengers were "
            "rescued, four of them children.",
        ),
    ),
    (
        Told(
            "How many passengers were rescued from the ferry Lindis?", "118",
            (
                ("118", "disagreement", "", "the coast guard", "Northern Courier", 1),
                ("130", "disagreement", "", "the harbour master", "The Bay Herald", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip

NOTE = Story(
    "a paper takes back its figure in a note",
    (
        report(
            "strike-1", "The Bay Herald", "2024-05-27T09:00", "Teachers of Illmar walk out",
            "Some 2,300 teachers went on strike in Illmar on Monday, the union said. Most schools stayed open.",
        ),
        report(
            "strike-2", "Northern Courier", "2024-05-28T09:00", "Strike enters its second day",
            "The union said that 2,300 teachers were on strike in Illmar, not 3,200 as first reported. "
            "Talks with the province begin on Thursday.",
        ),
        report(
            "strike-3", "Northern Courier", "2024-05-29T09:00", "Correction",
            "Correction: In an article on Monday we wrote that 3,200 teachers were on strike in Illmar. "
            "The number was 2,300.",
        ),
    ),
    (Told("How many teachers were on strike in Illmar?", "2,300", independent=2),),
)  # fmt: skip

UNCORRECTED = Story(
    "the article that a note takes back is still there",
    (
        report(
            "strike-0", "Northern Courier", "2024-05-27T09:30", "Teachers of Illmar on strike",
            "The union said that 3,200 teachers were on strike in Illmar on Monday. Buses ran as usual.",
        ),
        *NOTE.articles,
    ),
    (
        Told("How many teachers were on strike in Illmar?", "2,300", independent=2),
        Told(
            "How many teachers were on strike in Illmar?", "3,200",
            (
                ("3,200", "update", "", "the union", "Northern Courier", 1),
                ("Some 2,300", "update", "", "the union", "The Bay Herald", 1),
            ),
            ("one_outlet",),
            as_of="2024-05-27T20:00",
        ),
    ),
)  # fmt: skip
