"""Addresses of the carrier."""

from django.urls import path

from fondaco.bank.carrier import views

urlpatterns = [
    path("", views.index, name="carrier_index"),
    path("labels/", views.label, name="carrier_label"),
    path("labels.json", views.label_json, name="carrier_label_json"),
    path("parcels/<str:tracking_number>/", views.parcel, name="carrier_parcel"),
    path("parcels/<str:tracking_number>/scan", views.scan_page, name="carrier_scan"),
    path("parcels/<str:tracking_number>/scans.json", views.scan_json, name="carrier_scan_json"),
    path(
        "parcels/<str:tracking_number>/parcel.json", views.parcel_json, name="carrier_parcel_json"
    ),
]
