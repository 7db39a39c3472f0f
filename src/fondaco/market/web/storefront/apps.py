"""Pages for buyers."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class StorefrontConfig(AppConfig):
    name = "fondaco.market.web.storefront"
    label = "web_storefront"

    def ready(self) -> None:
        from fondaco.market.web.storefront.buying.owner import merge_at_sign_in

        user_logged_in.connect(merge_at_sign_in, dispatch_uid="storefront.merge_cart")
