"""Addresses of the shell itself."""

from django.urls import path

from fondaco.market.web.shell import health, views

urlpatterns = [
    path("health/", health.health, name="shell_health"),
    path("preferences/", views.preferences, name="shell_preferences"),
    path("app.webmanifest", views.manifest, name="shell_manifest"),
    path("sw.js", views.worker, name="shell_worker"),
    path("offline/", views.offline, name="shell_offline"),
    path("design/", views.design, name="shell_design"),
    path("design/error/<int:status>/", views.error_page, name="shell_error_page"),
]
