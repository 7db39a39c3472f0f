"""Addresses of the phones."""

from django.urls import path

from fondaco.bank.phone import views

urlpatterns = [
    path("", views.index, name="phone_index"),
    path("messages", views.messages, name="phone_messages"),
    path("<str:number>/messages.json", views.inbox_json, name="phone_inbox_json"),
    path("<str:number>/", views.inbox, name="phone_inbox"),
]
