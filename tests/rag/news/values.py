"""Stories of other values: money, dates, names, number words, bounds, and other days."""

from tests.rag.news.story import Story, Told, report

MONEY = Story(
    "a council and its auditors differ on a cost",
    (
        report(
            "tram-1", "The Ledger", "2024-01-16T10:00", "Brannock votes for its tram",
            "The tram line of Brannock will cost 190 million euros, the city council said on Tuesday. "
            "The first rails are to be laid in spring, from the market to the hospital.",
        ),
        report(
            "tram-2", "The Bay Herald", "2024-01-16T15:00", "Auditors warn over tram",
            "The audit office said that the tram line in Brannock will cost 212 million euros. "
            "Forty trees must be felled on the avenue.",
        ),
        report(
            "tram-3", "Northern Courier", "2024-01-17T07:00", "What Brannock's tram will cost",
            "Brannock's tram line will cost 212 million euros, according to the audit office, which looked at "
            "the contracts. Shopkeepers fear three years of dust.",
        ),
    ),
    (
        Told(
            "How much will the tram line cost?", "212 million euros",
            (
                ("212 million euros", "disagreement", "", "the audit office", "Northern Courier", 2),
                ("190 million euros", "disagreement", "", "the city council", "The Ledger", 1),
            ),
            independent=2,
        ),
        Told("How many trees must be felled?", "Forty", notices=("one_outlet",)),
        Told("Will the tram line cost 212 million euros?", "Reports differ", status="partial", independent=2),
    ),
)  # fmt: skip

WORDS = Story(
    "a figure in words, in digits and rounded with a bound",
    (
        report(
            "words-1", "The Ledger", "2024-06-03T10:00", "Avalanche on the Karst",
            "At least seven climbers were killed by an avalanche on Mount Karst on Monday, the rescue service said.",
        ),
        report(
            "words-2", "The Bay Herald", "2024-06-03T18:00", "Climbers die on Mount Karst",
            "An avalanche on Mount Karst killed twelve climbers, the rescue service said on Monday evening.",
        ),
        report(
            "words-3", "Northern Courier", "2024-06-03T19:00", "Rescue on the Karst ends",
            "The avalanche on Mount Karst killed 12 climbers on Monday, said Per Aune, who led the search. "
            "Helicopters could not fly because of the wind.",
        ),
    ),
    (
        Told(
            "How many climbers were killed on Mount Karst?", "twelve",
            (
                ("twelve", "update", "", "the rescue service", "Northern Courier", 2),
                ("At least seven", "update", "", "the rescue service", "The Ledger", 1),
            ),
            independent=2,
        ),),
)  # fmt: skip

RECALLED = Story(
    "an older night's figure is recalled in passing",
    (
        report(
            "night-1", "The Delta Post", "2024-03-21T08:00", "Quiet night ends in Tarnovia",
            "Air defences shot down 17 drones over Tarnovia on Thursday, the general staff said. "
            "On 2 March the general staff had said that 88 drones were shot down, the most of the winter.",
        ),
        report(
            "night-2", "Northern Courier", "2024-03-21T09:00", "Seventeen drones downed",
            "Seventeen drones were shot down over Tarnovia on Thursday, the general staff said. The power stayed on.",
        ),
    ),
    (
        Told(
            "How many drones were shot down over Tarnovia?", "17",
            (
                ("17", "scope", "", "the general staff", "Northern Courier", 2),
                ("88", "scope", "2 March 2024", "the general staff", "The Delta Post", 1),
            ),
            independent=2,
        ),
        Told(
            "How many drones were shot down over Tarnovia on 2 March?", "88", notices=("one_outlet",),
        ),
        Told(
            "How many drones were shot down over Tarnovia on 9 March?", "", notices=("other_time",), status="not_found",
        ),
    ),
)  # fmt: skip

LAUNCH = Story(
    "two outlets give different days for a launch",
    (
        report(
            "launch-1", "The Ledger", "2024-02-01T10:00", "Satellite Petrel ready",
            "The weather satellite Petrel will be launched on 14 March 2024, the director of the base at Kour said. "
            "It is to watch storms over the southern ocean.",
        ),
        report(
            "launch-2", "The Bay Herald", "2024-02-02T10:00", "Petrel waits for its rocket",
            "Engineers have filled the tanks. The satellite Petrel will be launched on 21 March 2024, the space agency "
            "said, if the winds allow it.",
        ),
    ),
    (
        Told(
            "When will the satellite Petrel be launched?", "14 March 2024",
            (
                ("14 March 2024", "disagreement", "", "the director of the base at Kour", "The Ledger", 1),
                ("21 March 2024", "disagreement", "", "the space agency", "The Bay Herald", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip

NAMES = Story(
    "two outlets name different people",
    (
        report(
            "coach-1", "The Ledger", "2024-02-01T10:00", "New coach for the Herons",
            "Ivo Tamm will be the new coach of the Ostmark Herons, the club's chairman said on Thursday.",
        ),
        report(
            "coach-2", "The Bay Herald", "2024-02-01T10:00", "Herons find a coach",
            "Rasmus Leith will be the new coach of the Ostmark Herons, people close to the club said on Thursday.",
        ),
    ),
    (
        Told(
            "Who will be the new coach of the Ostmark Herons?", "Ivo Tamm",
            (
                ("Ivo Tamm", "disagreement", "", "the club's chairman", "The Ledger", 1),
                ("Rasmus Leith", "disagreement", "", "", "The Bay Herald", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip

SIDES = Story(
    "one party alone is quoted",
    (
        report(
            "dam-1", "The Ledger", "2024-10-10T10:00", "Dispute over Ulver dam",
            "Fishermen said that the new dam at Ulver has killed the salmon of the river. “The pools are empty since "
            "the dam was closed,” said Nils Hagen, who speaks for them. The operator, Ulver Power, has four dams.",
        ),
        report(
            "dam-2", "Northern Courier", "2024-10-11T10:00", "Where have the salmon gone?",
            "The university of Ostmark said that the salmon of the Ulver have become fewer since the dam was closed. "
            "Ulver Power opened the dam in May.",
        ),
    ),
    (
        Told("What did Ulver Power say about the salmon?", "", notices=("one_side",), status="not_found"),
        Told(
            "What did Nils Hagen say about the salmon?",
            "Nils Hagen: “The pools are empty since the dam was closed”",
        ),
    ),
)  # fmt: skip

BOUND = Story(
    "a first bound is borne out by the count",
    (
        report(
            "bound-1", "The Ledger", "2024-12-02T06:00", "Coach overturns on the Sella pass",
            "At least 40 passengers were injured when a coach overturned on the Sella pass on Monday, police said.",
        ),
        report(
            "bound-2", "The Bay Herald", "2024-12-02T15:00", "Coach accident: road open again",
            "The road over the Sella pass is open again. Police said that 43 passengers were injured when the coach "
            "overturned, and that the driver had been asleep.",
        ),
    ),
    (Told("How many passengers were injured when the coach overturned?", "43", notices=("one_outlet",)),),
)  # fmt: skip

LISTS = Story(
    "a list is no disagreement",
    (
        report(
            "list-1", "The Ledger", "2024-08-05T10:00", "Villages cleared as fire nears",
            "The villages of Aspen, Corm and Tolle were evacuated on Monday because of the forest fire. "
            "The fire brigade said that 800 people were evacuated.",
        ),
        report(
            "list-2", "The Bay Herald", "2024-08-05T14:00", "Fire reaches the reservoir",
            "The forest fire has reached the reservoir. The villages of Corm and Tolle were evacuated, the county "
            "said. The county said that 1,100 people were evacuated.",
        ),
    ),
    (
        Told("Which villages were evacuated?", "Aspen, Corm and Tolle"),
        Told(
            "Were people evacuated because of the forest fire?",
            "Yes: The villages of Aspen, Corm and Tolle were evacuated on Monday because of the forest fire.",
        ),
        Told("What is known about the forest fire?", None, independent=2),
        Told("Why were the villages evacuated?", None),
        Told(
            "How many people were evacuated?", "1,100",
            (
                ("1,100", "disagreement", "", "the county", "The Bay Herald", 1),
                ("800", "disagreement", "", "the fire brigade", "The Ledger", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip

UNDATED = Story(
    "articles without dates",
    (
        report("well-1", "The Ledger", "", "A village digs its well",
            "The new well of Orrin is 41 metres deep, the mason said."),
        report("well-2", "The Bay Herald", "", "Water for Orrin",
            "After nine weeks there is water. The new well in Orrin is 47 metres deep, the mayor said."),
    ),
    (
        Told(
            "How deep is the new well of Orrin?", "41 metres",
            (
                ("41 metres", "disagreement", "", "the mason", "The Ledger", 1),
                ("47 metres", "disagreement", "", "the mayor", "The Bay Herald", 1),
            ),
            ("one_outlet",),
        ),
    ),
)  # fmt: skip
