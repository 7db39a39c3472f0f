"""Two years of a market in minutes: its own actions, on a database of its own, on a moved clock.

Pure files draw who people are (:mod:`people`), what becomes of an order (:mod:`plans`), how a
side answers in a case (:mod:`reactions`) and what a mediator decides (:mod:`judging`); the
others play that through the rooms' real actions, and fire the market's own deadlines between
them. Nothing here invents a rule of the market or writes into its tables.
"""
