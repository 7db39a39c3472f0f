"""Address of the switches."""

from django.urls import path

from fondaco.bank.faults import views

urlpatterns = [path("", views.page, name="faults_page")]
