"""Every address of the practice bank."""

from django.urls import include, path

urlpatterns = [
    path("", include("fondaco.bank.counter.urls")),
    path("", include("fondaco.bank.issuer.urls")),
    path("ds/", include("fondaco.bank.directory.urls")),
    path("acs/", include("fondaco.bank.acs.urls")),
    path("", include("fondaco.bank.acquirer.urls")),
    path("phone/", include("fondaco.bank.phone.urls")),
    path("post/", include("fondaco.bank.post.urls")),
    path("carrier/", include("fondaco.bank.carrier.urls")),
    path("wallet/", include("fondaco.bank.wallet.urls")),
    path("developers/faults/", include("fondaco.bank.faults.urls")),
]

handler400 = "fondaco.bank.shell.views.bad_request"
handler403 = "fondaco.bank.shell.views.permission_denied"
handler404 = "fondaco.bank.shell.views.not_found"
handler500 = "fondaco.bank.shell.views.server_error"
