"""Who may do what in storefront, help: route name to rule, merged into the one access table."""

from fondaco.market.web.shell.access import Rule, anyone

access_table: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "help_safety",
            "help_protection",
            "help_cases",
            "help_figures",
            "help_official",
            "help_index",
            "help_fees",
            "help_terms",
            "help_privacy",
            "help_imprint",
            "help_accessibility",
            "help_contact",
            "help_security_txt",
            "help_robots",
            "help_sitemap",
            "help_sitemap_chunk",
        ),
        anyone(),
    ),
    "help_report": anyone("anybody may report something illegal (DSA article 16); throttled"),
    "help_report_state": anyone("found by its reference only; tells the answer, not the report"),
}
