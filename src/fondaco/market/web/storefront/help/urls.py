"""Addresses of storefront, help."""

from django.urls import path

from fondaco.market.web.storefront.help import cases, machines, official, pages, report

urlpatterns = [
    path("safety/", pages.safety, name="help_safety"),
    path("safety/protection/", pages.protection, name="help_protection"),
    path("safety/cases/", cases.process, name="help_cases"),
    path("safety/figures/", cases.figures, name="help_figures"),
    path("safety/report/", report.report, name="help_report"),
    path("safety/report/<str:reference>/", report.state, name="help_report_state"),
    path("official/", official.official, name="help_official"),
    path("help/", pages.index, name="help_index"),
    path("help/fees/", pages.fees, name="help_fees"),
    path("help/terms/", pages.terms, name="help_terms"),
    path("help/privacy/", pages.privacy, name="help_privacy"),
    path("help/imprint/", pages.imprint, name="help_imprint"),
    path("help/accessibility/", pages.accessibility, name="help_accessibility"),
    path("help/contact/", pages.contact, name="help_contact"),
    path(".well-known/security.txt", machines.security_txt, name="help_security_txt"),
    path("robots.txt", machines.robots, name="help_robots"),
    path("sitemap.xml", machines.sitemap, name="help_sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_chunk, name="help_sitemap_chunk"),
]
