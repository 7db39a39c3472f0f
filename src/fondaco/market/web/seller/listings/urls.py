"""Addresses of seller, listings."""

from django.urls import path

from fondaco.market.web.seller.listings import editor, imports, shelf

urlpatterns = [
    path("listings/", shelf.index, name="seller_listings"),
    path("listings/new/", editor.new, name="seller_listing_new"),
    path("listings/check/", editor.check, name="seller_listing_check"),
    path("listings/export.csv", imports.export, name="seller_listings_export"),
    path("listings/import/", imports.index, name="seller_imports"),
    path("listings/import/<uuid:import_id>/", imports.report, name="seller_import"),
    path(
        "listings/import/<uuid:import_id>/report.csv",
        imports.report_file,
        name="seller_import_file",
    ),
    path("listings/import/<uuid:import_id>/now/", imports.import_now, name="seller_import_now"),
    path("listings/<uuid:listing_id>/", editor.edit, name="seller_listing"),
    path("listings/<uuid:listing_id>/<slug:event>/", shelf.step, name="seller_listing_step"),
]
