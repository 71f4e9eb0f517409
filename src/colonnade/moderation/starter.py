"""The policy a new site starts with, until its owner publishes her own."""

STARTER_POLICY = """\
We want discussions that are worth reading: sharp in the matter, fair to the person.
A moderator may hold or remove a comment that breaks one of these rules, and says which.

1. **Speak to the matter.** Argue with what was said, not with who said it. Insults, threats
   and contempt for people because of what they are have no place here.
2. **Show what it rests on.** Say where a claim comes from. Quote exactly, and name the author
   of words that are not your own.
3. **Be one person.** Do not write under several names, and do not pretend to be somebody else.
4. **Leave private things private.** No addresses, telephone numbers or pictures of people who
   did not agree to it.
5. **No advertising.** A link is welcome when it serves the discussion.
6. **Nothing unlawful.** What the law forbids we remove, and keep as evidence where we must.

A removed comment leaves its place and the reason behind, so that the answers to it can still be
understood. If you think that we were wrong, write to the editors.
"""
