""" Contains all the data models used in inputs/outputs """

from .acceptance import Acceptance
from .add_evidence_form import AddEvidenceForm
from .add_evidence_form_kind import AddEvidenceFormKind
from .address import Address
from .api_key import ApiKey
from .api_keys import ApiKeys
from .application import Application
from .application_kind import ApplicationKind
from .asked import Asked
from .asked_condition_item import AskedConditionItem
from .asked_sort import AskedSort
from .books import Books
from .browser import Browser
from .browser_color_depth import BrowserColorDepth
from .browser_window_size import BrowserWindowSize
from .card import Card
from .card_fields import CardFields
from .cart import Cart
from .cart_group import CartGroup
from .cart_line import CartLine
from .case import Case
from .case_offer import CaseOffer
from .case_reference_made import CaseReferenceMade
from .case_refund import CaseRefund
from .case_step import CaseStep
from .case_summary import CaseSummary
from .cases import Cases
from .categories import Categories
from .category import Category
from .challenge_asked import ChallengeAsked
from .checkout import Checkout
from .checkout_order import CheckoutOrder
from .comparison import Comparison
from .conversation import Conversation
from .conversation_summary import ConversationSummary
from .conversations import Conversations
from .country_asked import CountryAsked
from .deadline import Deadline
from .decision import Decision
from .difference import Difference
from .done import Done
from .evidence_piece import EvidencePiece
from .evidence_terms import EvidenceTerms
from .evidence_terms_kind import EvidenceTermsKind
from .facet import Facet
from .facts import Facts
from .field_error import FieldError
from .finding import Finding
from .findings import Findings
from .found import Found
from .import_ import Import
from .import_terms import ImportTerms
from .imports import Imports
from .list_conversations_side import ListConversationsSide
from .list_mediation_queue_which import ListMediationQueueWhich
from .list_sellers_by_status_status import ListSellersByStatusStatus
from .list_shop_cases_which import ListShopCasesWhich
from .list_shop_orders_state import ListShopOrdersState
from .listing import Listing
from .me import Me
from .message import Message
from .method_asked import MethodAsked
from .method_asked_fields import MethodAskedFields
from .method_done import MethodDone
from .method_done_completion import MethodDoneCompletion
from .movement import Movement
from .movements import Movements
from .new_case import NewCase
from .new_case_reason import NewCaseReason
from .new_case_wanted import NewCaseWanted
from .new_checkout import NewCheckout
from .new_conversation import NewConversation
from .new_decision import NewDecision
from .new_decision_kind import NewDecisionKind
from .new_decision_reason_code import NewDecisionReasonCode
from .new_message import NewMessage
from .new_offer import NewOffer
from .new_offer_kind import NewOfferKind
from .new_review import NewReview
from .new_review_authentic import NewReviewAuthentic
from .new_shipment import NewShipment
from .offer import Offer
from .offers import Offers
from .option_given import OptionGiven
from .options_given import OptionsGiven
from .order import Order
from .order_line import OrderLine
from .order_summary import OrderSummary
from .orders import Orders
from .paid_by import PaidBy
from .pair import Pair
from .part import Part
from .payment import Payment
from .payment_failure import PaymentFailure
from .payment_start import PaymentStart
from .payment_step import PaymentStep
from .payout import Payout
from .payout_account_given import PayoutAccountGiven
from .payouts import Payouts
from .picture import Picture
from .plea import Plea
from .problem import Problem
from .problem_details import ProblemDetails
from .quantity import Quantity
from .review import Review
from .review_written import ReviewWritten
from .reviewable import Reviewable
from .reviewables import Reviewables
from .reviews import Reviews
from .saved_address import SavedAddress
from .scan import Scan
from .search_condition_item import SearchConditionItem
from .search_sort import SearchSort
from .seller import Seller
from .shipment import Shipment
from .shipment_made import ShipmentMade
from .shipping_choice import ShippingChoice
from .shipping_option import ShippingOption
from .shipping_options import ShippingOptions
from .shop import Shop
from .shops import Shops
from .start_product_import_form import StartProductImportForm
from .totals import Totals
from .variant import Variant
from .verification import Verification
from .verification_facts_item import VerificationFactsItem
from .written import Written

__all__ = (
    "Acceptance",
    "AddEvidenceForm",
    "AddEvidenceFormKind",
    "Address",
    "ApiKey",
    "ApiKeys",
    "Application",
    "ApplicationKind",
    "Asked",
    "AskedConditionItem",
    "AskedSort",
    "Books",
    "Browser",
    "BrowserColorDepth",
    "BrowserWindowSize",
    "Card",
    "CardFields",
    "Cart",
    "CartGroup",
    "CartLine",
    "Case",
    "CaseOffer",
    "CaseReferenceMade",
    "CaseRefund",
    "Cases",
    "CaseStep",
    "CaseSummary",
    "Categories",
    "Category",
    "ChallengeAsked",
    "Checkout",
    "CheckoutOrder",
    "Comparison",
    "Conversation",
    "Conversations",
    "ConversationSummary",
    "CountryAsked",
    "Deadline",
    "Decision",
    "Difference",
    "Done",
    "EvidencePiece",
    "EvidenceTerms",
    "EvidenceTermsKind",
    "Facet",
    "Facts",
    "FieldError",
    "Finding",
    "Findings",
    "Found",
    "Import",
    "Imports",
    "ImportTerms",
    "ListConversationsSide",
    "Listing",
    "ListMediationQueueWhich",
    "ListSellersByStatusStatus",
    "ListShopCasesWhich",
    "ListShopOrdersState",
    "Me",
    "Message",
    "MethodAsked",
    "MethodAskedFields",
    "MethodDone",
    "MethodDoneCompletion",
    "Movement",
    "Movements",
    "NewCase",
    "NewCaseReason",
    "NewCaseWanted",
    "NewCheckout",
    "NewConversation",
    "NewDecision",
    "NewDecisionKind",
    "NewDecisionReasonCode",
    "NewMessage",
    "NewOffer",
    "NewOfferKind",
    "NewReview",
    "NewReviewAuthentic",
    "NewShipment",
    "Offer",
    "Offers",
    "OptionGiven",
    "OptionsGiven",
    "Order",
    "OrderLine",
    "Orders",
    "OrderSummary",
    "PaidBy",
    "Pair",
    "Part",
    "Payment",
    "PaymentFailure",
    "PaymentStart",
    "PaymentStep",
    "Payout",
    "PayoutAccountGiven",
    "Payouts",
    "Picture",
    "Plea",
    "Problem",
    "ProblemDetails",
    "Quantity",
    "Review",
    "Reviewable",
    "Reviewables",
    "Reviews",
    "ReviewWritten",
    "SavedAddress",
    "Scan",
    "SearchConditionItem",
    "SearchSort",
    "Seller",
    "Shipment",
    "ShipmentMade",
    "ShippingChoice",
    "ShippingOption",
    "ShippingOptions",
    "Shop",
    "Shops",
    "StartProductImportForm",
    "Totals",
    "Variant",
    "Verification",
    "VerificationFactsItem",
    "Written",
)
