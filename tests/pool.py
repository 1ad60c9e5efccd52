"""Sentences of our own from which tests assemble articles."""

SENTENCES = (
    "Armenia, Belarus, and Kazakhstan had already ratified the agreement (Interfax, August 11).",
    "Maria Lopez, director of the museum, bought the painting in 1998 and sold it in 2004.",
    "She said on Monday that the museum, which opened in 1931, had lost $2 million.",
    "“The harbour is closed. No ship may enter. We lost three boats,” said Paul Mercer (Halden Gazette, May 5).",
    "Mercer denied that the pier had failed and that the boats were lost.",
    "According to the Daily Courier, the mine closed in 2004.",
    "The same article blamed the rain.",
    "Her sister-in-law Anna Weber, 42, runs the bakery — and the mill.",
    "“It leaks,” he said, “and it stinks.”",
    "If the treaty is signed and the troops leave, the base will close.",
    "Did the minister sell the mine and pay the governor?",
    "Iran’s decision to close the base surprised the army; the fleet left.",
    "Emily Stone (May 3, 1830 – June 9, 1886) wrote poems.",
    "The mine has been described as unsafe [7].",
    "The plan is a terrible mistake!",
    "Officials who asked not to be named said the dam (built in 1931) leaks...",
    "Smith (2004) found that 40 percent of dams leak, but Jones disagrees.",
    "A bitter end.",
    "He told them: “Nobody warned us.",
    "Critics called the U.S.-led mission “a leaking tub” in June.",
    "Europe, South Korea, and Japan pay; others, e.g. Norway, do not.",
    "Quietly, the council has closed 14 schools, sold the land and hired nobody.",
)
BREAKS = (" ", "\n\n", "  ")
