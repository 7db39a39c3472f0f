"""Addresses of storefront, reviews."""

from django.urls import path, re_path

from fondaco.market.web.storefront.reviews import log, pages, writing

urlpatterns = [
    path("you/reviews/", writing.mine, name="reviews_mine"),
    path("you/reviews/<uuid:line_id>/", writing.write, name="reviews_write"),
    path("reviews/<uuid:review_id>/edit/", writing.edit, name="reviews_edit"),
    path("reviews/<uuid:review_id>/answer/", writing.answer, name="reviews_answer"),
    path("reviews/<uuid:review_id>/helpful/", writing.helpful, name="reviews_helpful"),
    path("reviews/<uuid:review_id>/proof/", log.proof, name="reviews_proof"),
    path("reviews/to-answer/", writing.to_answer, name="reviews_to_answer"),
    path("reviews/removed/", pages.removed, name="reviews_removed"),
    path("reviews/log/", log.log, name="reviews_log"),
    path("reviews/log/<int:first>-<int:second>/", log.consistency, name="reviews_consistency"),
    re_path(
        r"^l/(?P<slug>[a-z0-9-]+)-(?P<listing_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/reviews/$",
        pages.by_address,
        name="reviews_listing",
    ),
    path("s/<slug:slug>/reviews/", pages.seller, name="reviews_seller"),
    path("s/<slug:slug>/score/", pages.score, name="reviews_score"),
]
