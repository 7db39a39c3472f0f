"""Addresses of the post office."""

from django.urls import path

from fondaco.bank.post import views

urlpatterns = [
    path("", views.index, name="post_index"),
    path("messages", views.messages, name="post_messages"),
    path("<str:address>/messages.json", views.inbox_json, name="post_inbox_json"),
    path("<str:address>/", views.inbox, name="post_inbox"),
    path("<str:address>/<uuid:mail_id>/", views.mail, name="post_mail"),
    path("<str:address>/<uuid:mail_id>/body", views.body, name="post_body"),
]
