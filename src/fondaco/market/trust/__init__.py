"""Trust: facts about sellers, reviews and their log, signals, screening, price bands.

Owns rights to review, reviews with their edits, answers and removals, the counters behind every
seller fact and listing rating, and the transparency log. Promises that each fact comes from an
order, that a review is never removed in silence, and that anybody can check the log. Refuses
reviews without an order, opaque scores, and a removal without a published rule.
"""
