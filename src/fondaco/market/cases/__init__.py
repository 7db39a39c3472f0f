"""The story when it goes wrong: cases, evidence, offers, mediation, decision, appeal."""
