"""The policy a new site starts with, until its owner publishes her own."""

# A line's end is shown as one: each paragraph is one line.
STARTER_POLICY = """\
We want discussions that are worth reading: sharp in the matter, fair to the person. \
A moderator may hold or remove a comment that breaks one of these rules, and says which.

1. **Speak to the matter.** Argue with what was said, not with who said it. Insults, threats \
and contempt for people because of what they are have no place here.

   *Goes:* “This sum is wrong, and here is why.” *Does not go:* “Only a fool can add like that.”
2. **Show what it rests on.** Say where a claim comes from. Quote exactly, and name the author \
of words that are not your own.

   *Goes:* “The council's minutes of 3 May say otherwise.” *Does not go:* “Everybody knows it.”
3. **Be one person.** Do not write under several names, and do not pretend to be somebody else.

   *Goes:* a name you made up. *Does not go:* a second one, to agree with the first.
4. **Leave private things private.** No addresses, telephone numbers or pictures of people who \
did not agree to it.

   *Goes:* “my neighbor.” *Does not go:* where she lives.
5. **No advertising.** A link is welcome when it serves the discussion.

   *Goes:* the study you speak of. *Does not go:* your shop.
6. **Nothing unlawful.** What the law forbids we remove, and keep as evidence where we must.

   *Does not go:* a call to violence; somebody else's whole article.

A removed comment leaves its place and the reason behind, so that the answers to it can still be \
understood. Whoever wrote it is told which rule, and can ask that somebody else decides again.
"""
