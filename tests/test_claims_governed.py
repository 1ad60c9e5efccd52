"""No cut turns "X denied that A and B" into "B": what governs a complement stays in every claim that holds part of it.

Each row: a sentence, words of A and of B, and the words of which one must stand in every claim that holds any of them.
"""

import pytest

from factcheck.claims.article import parse

GOVERNED = [
    ("The minister denied that the bank was sold in Oslo in 1990.", "oslo|1990", "denied"),
    ("The minister denied that Ann Cole was arrested after stealing the car.", "stealing|arrested", "denied"),
    ("The bank was not sold in Oslo in 1990.", "oslo|1990", "not"),
    ("No bank was sold in Oslo in 1990.", "oslo|1990", "no bank"),
    ("Only Cole was seen in Oslo in 1990.", "oslo|1990", "only"),
    ("The man was not arrested after stealing a car.", "stealing", "not"),
    ("The man was arrested before stealing a car.", "stealing", "before"),
    ("The bridge closes when the river rises.", "rises", "when"),
    ("The mayor is not a lawyer and a member of the council.", "lawyer|member", "not"),
    ("He denied being a lawyer and a member of the council.", "lawyer|member", "denied"),
    ("The army may attack the village in May with tanks from Norland.", "attack|tanks", "may"),
    ("The mayor claimed that the bridge was built in Oslo in 1990.", "oslo|1990", "claimed"),
    ("The minister denied that the bank had failed and that the deposits were lost.", "failed|lost", "denied"),
    ("The minister denied that the bank had failed and the deposits were lost.", "failed|lost", "denied"),
    ("The minister denied the bank had failed and the deposits were lost.", "failed|lost", "denied"),
    ("The general denied ordering the attack and planning the coup.", "attack|coup", "denied"),
    ("The ministry denied that Kenya, Uganda and Tanzania had signed the pact.", "pact", "denied"),
    ("Officials denied claims by the rebels that soldiers had burned the village and killed the farmers.", "burned|killed", "denied"),
    ("The senator denied the allegation that she took the money and hid it in Cyprus.", "took|hid", "denied"),
    ("“The dam is safe and the town is dry,” the mayor denied saying.", "safe|dry", "denied"),
    ("Tehran denied Iran’s decision to close the base.", "close|decided", "denied"),
    ("Critics doubt that the plan will work and that the money will last.", "work|last", "doubt"),
    ("The company disputes that it sold the data and hid the profits.", "sold|hid", "disputes"),
    ("The court rejected the claim that the company polluted the river and poisoned the wells.", "polluted|poisoned", "rejected"),
    ("Voters rejected a plan to close the mine and sell the railway.", "close|sell", "rejected"),
    ("The spokesman dismissed reports that the ship had sunk and the crew had drowned.", "sunk|drowned", "dismissed"),
    ("The union opposes closing the mine and selling the railway.", "closing|selling", "opposes"),
    ("Parliament voted against closing the mine and selling the railway.", "closing|selling", "against"),
    ("The court acquitted Smith of stealing the car and burning the house.", "stealing|burning", "acquitted"),
    ("The president ruled out raising taxes and cutting pensions.", "raising|cutting", "ruled out"),
    ("The governor refused to sign the bill and release the funds.", "sign|release", "refused"),
    ("The ambassador refused to confirm that Moscow had moved the missiles or that Minsk had agreed.", "moved|agreed", "refused"),
    ("The auditors could not confirm that the fund paid the bribe and forged the invoice.", "paid|forged", "not"),
    ("The senator did not say that the war was lost and that the army had fled.", "lost|fled", "not"),
    ("The bank has never admitted that it laundered money and bribed officials.", "laundered|bribed", "never"),
    ("Nobody believes that the king will abdicate and that the prince will succeed him.", "abdicate|succeed", "nobody"),
    ("Hardly anyone believes that the general fled and the army surrendered.", "fled|surrendered", "hardly"),
    ("Nobody knows who sold the arms and who bought them.", "sold|bought", "knows"),
    ("It is not true that the mayor resigned and left the city.", "resigned|left", "not true"),
    ("It was a lie that the mayor took money and hid it.", "took|hid", "lie"),
    ("It is unlikely that the party wins the vote and forms a government.", "wins|forms", "unlikely"),
    ("There is no evidence that the drug cures malaria and prevents cholera.", "cures|prevents", "no evidence"),
    ("The inquiry found no proof that the pilot slept and ignored the alarm.", "slept|ignored", "no proof"),
    ("There is no sign of Iran’s decision to close the base.", "close|decided", "no sign"),
    ("Rumors that the queen died and the army revolted were false.", "died|revolted", "rumors"),
    ("The rumor that the general fled and the army surrendered is false.", "fled|surrendered", "rumor"),
    ("Fears that the dam would break and flood the town proved groundless.", "break|flood", "fears"),
    ("He pretended that the tests had passed and that the customers were happy.", "passed|happy", "pretended"),
    ("The film imagines that the war was won by Germany and that London was burned.", "won|burned", "imagines"),
    ("The rebels had hoped that the garrison would surrender and that the general would flee.", "surrender|flee", "hoped"),
    ("The chairman said it was wrong to claim that the firm cheated its clients and lied to the court.", "cheated|lied", "wrong"),
    ("The prosecutor failed to prove that Smith stole the car and burned the house.", "stole|burned", "failed"),
    ("Mr. Jones failed to stop the leak and repair the valve.", "stop|repair", "failed"),
    ("The gang planned to rob the bank and kill the guard.", "rob|kill", "planned"),
    ("The workers threatened to strike and block the port.", "strike|block", "threatened"),
    ("The defendants are accused of robbing a bank and killing a guard.", "robbing|killing", "accused"),
    ("The gang allegedly robbed the bank and killed the guard.", "robbed|killed", "allegedly"),
    ("The bank appears to have closed the school and sold the land.", "closed|sold", "appears"),
    ("The council may close the school and sell the land.", "close|sell", "may"),
    ("The council did not close the school and sell the land.", "close|sell", "not"),
    ("The council never closed the school and sold the land.", "closed|sold", "never"),
    ("The minister neither confirmed nor denied that the talks had begun.", "confirmed|denied|begun", "neither"),
    ("Neither Kenya nor Uganda signed the treaty.", "signed", "neither"),
    ("The rebels fled or were killed.", "fled|killed", " or "),
    ("Kenya or Uganda signed the treaty.", "signed", " or "),
    ("He resigned not because he was ill but because he was bored.", "ill", "not because"),
    ("He acted as though the war was over.", "over", "as though"),
    ("If the treaty is signed and the troops leave, the base will close.", "signed|leave|close", "if"),
    ("Unless the union accepts the offer and the strike ends, the factory will close.", "accepts|ends|close", "unless"),
    ("Even if the treaty holds and the army leaves, the border will stay shut.", "holds|leaves", "even if"),
    ("Only if the king abdicates and the prince agrees will the parliament meet.", "abdicates|agrees|meet", "only if"),
    ("Had the dam failed and the river flooded the valley, thousands would have died.", "failed|flooded|died", "had the"),
    ("Should the king abdicate and the prince agree, the parliament will meet.", "abdicate|agree|meet", "should"),
    ("The committee will decide whether the bridge is safe and whether the road can reopen.", "safe|reopen", "whether"),
    ("The police asked whether the driver was drunk and the brakes had failed.", "drunk|failed", "whether"),
    ("The minister would not say whether the ship had sunk or the crew had survived.", "sunk|survived", "whether"),
    ("Did the minister sell the mine and pay the governor?", "sell|pay", "?"),
    ("Prosecutors could not show that the driver slept or that the brakes had failed.", "slept|failed", "not show"),
    ("The airline contested the finding that its crew was tired and ignored the alarm.", "tired|ignored", "contested"),
    ("The premier brushed aside talk that he would quit and call an election.", "quit|call", "brushed aside"),
    ("The bishop would neither bless the marriage nor attend the wedding.", "bless|attend", "neither"),
    ("No court has found that the firm bribed officials and hid the money.", "bribed|hid", "no court"),
    ("The paper falsely claimed that the mayor took money and left the country.", "took|left", "falsely claimed"),
    ("The paper retracted its claim that the mayor took money and left the country.", "took|left", "retracted"),
    ("The council considered closing the mine and selling the land.", "closing|selling", "considered"),
    ("The committee asked if the fund had paid the bribe and if the chairman knew.", "paid|knew", "asked"),
    ("It remains unclear whether the fund paid the bribe and the chairman knew.", "paid|knew", "unclear"),
    ("The mill will reopen only when the union agrees and the bank pays.", "agrees|pays", "only when"),
    ("He would resign if the vote were lost and the party split.", "lost|split", "would"),
    ("The mill would have reopened had the union agreed and the bank paid.", "agreed|paid", "would"),
    ("The firm cannot prove it paid the tax and filed the form.", "paid|filed", "cannot prove|not prove"),
    ("The general allegedly ordered the raid, burned the village and hid the bodies.", "ordered|burned|hid", "allegedly"),
    ("The king wanted to dissolve parliament and arrest the ministers.", "dissolve|arrest", "wanted"),
    ("Greenpeace wants the mine closed and the land restored.", "closed|restored", "wants"),
    ("The mayor rather than the council closed the mine and sold the land.", "council", "rather than"),
    ("The mayor, not the council, closed the mine and sold the land.", "council", "not the"),
    ("The mayor almost closed the mine and sold the land.", "closed|sold", "almost"),
    ("The minister never said that the bank had failed and the deposits were lost.", "failed|lost", "never"),
    ("Was it true that the dam was built in 1960 and cost $4 million?", "built|cost", "?"),
    ("Police may attack the town, killing many.", "killing|kill", "may"),
    ("The bank would close, cutting 200 jobs.", "cut", "would"),
    ("The general pretended to help the town, sending food.", "send", "pretended"),
    ("The firm failed to repair the dam, leading to the flood.", "lead|led", "failed"),
    ("The minister denied that the bank failed, costing 200 jobs.", "cost", "denied"),
    ("No bomb exploded in the market, killing people.", "kill", "no bomb"),
    ("If the dam breaks, flooding the town, the mayor will resign.", "flood", "if"),
    ("He denied that a classmate, Ann Poe, had sold the mill and the mine.", "mill|mine", "denied"),
    ("The council rejected a plan to meet Ann Cole and Tom Hart.", "cole|hart", "rejected"),
    ("The council did not close the school and the mill.", "school|mill", "not"),
    ("It was not a critical and commercial success.", "critical|commercial", "not"),
    ("Why the base closed and the army left is unknown.", "closed|left", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "parts", "governors"), GOVERNED, ids=[row[0][:50] for row in GOVERNED])
def test_no_claim_asserts_a_part_without_what_governs_it(sentence: str, parts: str, governors: str) -> None:
    texts = [claim.text.lower() for claim in parse(sentence, published="2005-08-17").claims]
    held = [text for text in texts if any(part in text for part in parts.split("|"))]
    assert held, "the claims lost the words"
    assert [text for text in held if not any(governor in text for governor in governors.split("|"))] == []


@pytest.mark.parametrize(("sentence", "parts", "governors"), GOVERNED, ids=[row[0][:50] for row in GOVERNED])
def test_the_spans_hold_the_governing_words_too(sentence: str, parts: str, governors: str) -> None:
    for claim in parse(sentence, published="2005-08-17").claims:
        own = claim.verbatim(sentence).lower()
        if claim.attribution is None and any(part in own for part in parts.split("|")):
            assert any(governor in own or governor == "?" for governor in governors.split("|")), own
