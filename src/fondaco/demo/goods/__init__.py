"""The goods: sellers, products, listings, people, reviews and questions of the demo.

Pure and deterministic: the same seed gives the same town. Nothing is read from a network
and no real maker, product or person is named. Prices are integer minor units.
"""

from fondaco.demo.goods.offers import DemoListing, DemoStock, listings
from fondaco.demo.goods.people import DemoAddress, DemoPerson, people, signed_in
from fondaco.demo.goods.products import DemoProduct, DemoVariant, Picture, products
from fondaco.demo.goods.reviews import DemoQuestion, DemoReview, questions, reviews
from fondaco.demo.goods.sellers import DemoSeller, ShippingOption, sellers
from fondaco.demo.goods.shopify import listings_of, pictures_needed, write_shopify_csv

__all__ = [
    "DemoAddress",
    "DemoListing",
    "DemoPerson",
    "DemoProduct",
    "DemoQuestion",
    "DemoReview",
    "DemoSeller",
    "DemoStock",
    "DemoVariant",
    "Picture",
    "ShippingOption",
    "listings",
    "listings_of",
    "people",
    "pictures_needed",
    "products",
    "questions",
    "reviews",
    "sellers",
    "signed_in",
    "write_shopify_csv",
]
