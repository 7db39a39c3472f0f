"""What the payments room asks of whoever can charge cards, and the programs that can."""
