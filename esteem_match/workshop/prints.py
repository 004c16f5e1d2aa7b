"""Fingerprints of voices: by them rounds are compared, so that no answers need to be kept.

They are kept as long as their workshop, so they must be no way back to what somebody said. Whoever
has the database, the secret and the host's link has the key, too, and can try out answers. What is
stops that thief is this. A fingerprint is short: of all ways to answer, 1 in 2 ** BITS fits it, so
that trying all of them leaves a crowd and not one. And it is dear: each try costs about a
millisecond and half a megabyte. What does not stop is somebody who knows nearly all of a member's
answers already, and checks the few guesses that are left: a wrong one is ruled out but for 1 in
2 ** BITS for each fingerprint of the round, as nothing says whose it is.

Short fingerprints collide. Two rounds then look nearer than they are, never further apart: so the
one thing that a collision can do is to let an earlier result stand.
"""

import json
from hashlib import scrypt

from esteem_match.models import Content, Voice
from esteem_match.workshop.voices import MEMBERS, worth

# Five voices have changed, the fewest for which a new result is shown: it isn't where one of their
# new fingerprints is one of their old ones, for which there are 5 * 5 chances in 2 ** BITS. With 10
# bits that is 1 in 40. A bit more halves that, and halves what a thief has left to choose from.
BITS = 10
COST = {"n": 512, "r": 8, "p": 1}  # 0.9 ms: 0.2 s for a reveal of 200, in which nothing waits


def fingerprint(content: Content, voice: Voice, key: bytes) -> str:
    """The seat and a short hash of what counts of a member's answers; "" for what isn't combined.

    Texts and 'not sure' leave no mark: two voices of which a board says the same are the same.
    """
    said = worth(content, voice) if voice.seat in MEMBERS else {}
    if not said:
        return ""
    canonical = json.dumps(said, sort_keys=True).encode()
    return f"{voice.seat}:{int.from_bytes(scrypt(canonical, salt=key, **COST)) % 2**BITS}"
