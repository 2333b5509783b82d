"""LiftFund: the open book of a campaign in which owners raise the money to overhaul their lifts."""
