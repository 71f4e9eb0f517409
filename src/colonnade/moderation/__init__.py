"""Here live the policy, the gates before posting, the queue and decisions.

May import: discussion and below.
"""
