"""Addresses of the directory server."""

from django.urls import path

from fondaco.bank.directory import views

urlpatterns = [path("messages", views.messages, name="directory_messages")]
