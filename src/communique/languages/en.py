"""English."""

from communique.languages.language import Language

ENGLISH = Language(
    code="en",
    quote_pairs=(("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("``", "''")),
    abbreviations=frozenset(
        "U.S. U.N. U.K. U.A.E. Gen. Sen. Rep. Gov. Lt. Col. Capt. Maj. Sgt. Adm. Dr. Mr. Mrs. Ms. St. Sens. "
        "Reps. lbs.".split()
    ),
    sentence_openers=frozenset(
        "The A An He She It They We I But In On At For And This That These Those There His Her Its Their As After "
        "Before When While If However Some Many Most All Both No Not Two Three Officials".split()
    ),
    male=frozenset({"he", "him", "his", "himself"}),
    female=frozenset({"she", "her", "hers", "herself"}),
    plural=frozenset({"they", "them", "their", "themselves"}),
    neuter=frozenset({"it", "its", "itself"}),
    first_person=frozenset({"i", "we", "us", "me", "our", "my"}),
    both={"two": 2, "both": 2, "three": 3},
)
