"""The operator looks at orders, sellers, cases and the books; every cent is found."""

from fondaco.api_client.api.cases import list_mediation_queue
from fondaco.api_client.api.desk import get_books, list_sellers_by_status
from fondaco.api_client.api.orders import get_order
from fondaco.api_client.models.list_mediation_queue_which import ListMediationQueueWhich
from fondaco.api_client.models.list_sellers_by_status_status import ListSellersByStatusStatus
from fondaco.cli.programs import PROGRAMS, CommandFailed, manage
from fondaco.cli.walkthrough.story import Story
from fondaco.cli.walkthrough.telling import NotAsItShould, expect, same


def tell(story: Story) -> None:
    """The chapter."""
    story.world.narrator.chapter("The house looks at it all")
    operator = story.operator.api
    for order_id in (story.good_order_id, story.bad_order_id):
        order = operator.read(get_order, order_id)
        same(
            order.total_minor,
            order.released_minor + order.refunded_minor + order.escrow_minor,
            f"where the money of {order.reference} is",
        )
        story.say(
            f"order {order.reference}: {order.state}, with the {order.holder};"
            f" {order.escrow_minor} in escrow"
        )
    sellers = operator.read(list_sellers_by_status, status=ListSellersByStatusStatus.VERIFIED)
    cases = operator.read(list_mediation_queue, which=ListMediationQueueWhich.ALL)
    story.say(f"{len(sellers.items)} sellers on the first page, {len(cases.items)} cases to decide")
    books = operator.read(get_books)
    sums: dict[str, int] = {}
    for each in books.items:
        sums[each.currency] = sums.get(each.currency, 0) + each.balance_minor
    expect(not any(sums.values()), f"the books do not sum to zero: {sums}")
    story.say(f"the books of {', '.join(sorted(sums))} sum to zero")
    try:
        audit = manage(story.world.installation, PROGRAMS[0], "audit_money").strip()
    except CommandFailed as error:
        raise NotAsItShould(f"fondaco audit money: {error}") from None
    same(list(books.findings), [], "what the audit over HTTP found")
    story.say("fondaco audit money: " + audit.splitlines()[-1])
