"""The access table against the running program's routes."""

from fondaco.market.web.shell import access


def test_every_route_of_the_program_stands_in_the_table() -> None:
    assert access.missing_routes() == []


def test_every_rule_of_the_table_names_a_route() -> None:
    assert access.dead_rules() == []


def test_every_ownership_rule_named_in_the_table_exists() -> None:
    named = {rule.owner for rule in access.access_rules().values() if rule.owner}
    assert named <= access.OWNERSHIP.keys()
