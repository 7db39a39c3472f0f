"""Addresses of desks, finance."""

from django.urls import URLPattern, path

from fondaco.market.web.desks.finance import bank, debts, exports, views

urlpatterns: list[URLPattern] = [
    path("finance/", views.index, name="desk_finance"),
    path("finance/audit/", views.audit, name="desk_finance_audit"),
    path("finance/exports/", exports.index, name="desk_finance_exports"),
    path("finance/payouts/", bank.payouts, name="desk_finance_payouts"),
    path("finance/payouts/<uuid:batch_id>/", bank.batch, name="desk_finance_batch"),
    path(
        "finance/payouts/<uuid:batch_id>/pain001.xml",
        bank.batch_file,
        name="desk_finance_batch_file",
    ),
    path("finance/statements/", bank.statements, name="desk_finance_statements"),
    path("finance/statements/<uuid:statement_id>/", bank.statement, name="desk_finance_statement"),
    path(
        "finance/statements/<uuid:statement_id>/camt053.xml",
        bank.statement_file,
        name="desk_finance_statement_file",
    ),
    path("finance/debts/", debts.index, name="desk_finance_debts"),
    path("finance/transfers/", bank.transfers, name="desk_finance_transfers"),
    path("finance/lines/<uuid:line_id>/", bank.line, name="desk_finance_line"),
]
