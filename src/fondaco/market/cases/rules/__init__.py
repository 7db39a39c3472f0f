"""Pure rules of cases: values and the time in, a decision out."""
