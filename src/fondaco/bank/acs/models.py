"""The ACS's own record of each authentication. No card number stands here."""

from django.db import models
from django.db.models import Q

from fondaco.kernel.ids import new_id


class Authentication(models.Model):
    """One authentication, from the AReq to its end. The id is the ``acsTransID``.

    ``ares`` is the answer given (it carries identifiers and no card data); ``state`` and its
    companions are those of `threeds.challenge.AcsChallenge`. The one-time code is an HMAC.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    server_trans_id = models.CharField(max_length=36)
    ds_trans_id = models.CharField(max_length=36)
    version = models.CharField(max_length=8)
    card_id = models.UUIDField(null=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payee = models.CharField(max_length=40)
    notification_url = models.CharField(max_length=256)
    requestor_url = models.CharField(max_length=2048)
    ares = models.JSONField()
    trans_status = models.CharField(max_length=1)
    eci = models.CharField(max_length=2, blank=True)
    authentication_value = models.CharField(max_length=28, blank=True)
    used_by = models.CharField(max_length=255, blank=True)

    state = models.CharField(max_length=16, blank=True)
    since_at = models.DateTimeField()
    interactions = models.PositiveSmallIntegerField(default=0)
    end_status = models.CharField(max_length=1, blank=True)
    end_reason = models.CharField(max_length=2, blank=True)
    end_cancel = models.CharField(max_length=2, blank=True)
    delivered = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True)
    session_data = models.CharField(max_length=1400, blank=True)
    page_key_hmac = models.CharField(max_length=64, blank=True)
    code_hmac = models.CharField(max_length=64, blank=True)
    code_until_at = models.DateTimeField(null=True)
    sends = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authentication_value"],
                condition=~Q(authentication_value=""),
                name="acs_value_once",
            ),
            models.CheckConstraint(condition=Q(interactions__lte=3), name="acs_three_tries"),
            models.CheckConstraint(condition=Q(sends__lte=3), name="acs_three_sends"),
        ]
        indexes = [
            models.Index(
                fields=["since_at"],
                name="acs_open",
                condition=Q(state__in=["awaiting_creq", "challenging", "result_due"]),
            ),
            models.Index(fields=["card_id", "-asked_at"], name="acs_card"),
        ]


class CardStanding(models.Model):
    """Wrong codes in a row for one card, over all its challenges."""

    card_id = models.UUIDField(primary_key=True)
    wrong_in_a_row = models.PositiveSmallIntegerField(default=0)
    blocked_until_at = models.DateTimeField(null=True)


class MethodVisit(models.Model):
    """A browser that the 3DS Method page has seen."""

    server_trans_id = models.CharField(primary_key=True, max_length=36)
    device = models.CharField(max_length=64, blank=True)
    seen_before = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["device"], name="acs_device")]
